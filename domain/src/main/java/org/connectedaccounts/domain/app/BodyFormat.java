package org.connectedaccounts.domain.app;

/** How the parameters of a token request are written. */
public enum BodyFormat {
  FORM,
  JSON
}
