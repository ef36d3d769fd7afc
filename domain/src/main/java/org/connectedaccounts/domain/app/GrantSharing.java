package org.connectedaccounts.domain.app;

/** Whether revoking one token ends others of the same client and the same subject. */
public enum GrantSharing {
  SINGLE,
  SHARED
}
