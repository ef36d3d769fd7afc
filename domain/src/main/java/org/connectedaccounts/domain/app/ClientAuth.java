package org.connectedaccounts.domain.app;

/** How the OAuth client proves itself at the token endpoint (RFC 6749, section 2.3.1). */
public enum ClientAuth {
  /** Id and secret among the parameters of the body. */
  POST,
  /** Id and secret in the Authorization header. */
  BASIC,
  /** A public client: the id alone. */
  NONE
}
