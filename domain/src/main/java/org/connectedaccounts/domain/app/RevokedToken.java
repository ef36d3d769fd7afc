package org.connectedaccounts.domain.app;

/** Which token a revocation names: ending the grant often needs the refresh token. */
public enum RevokedToken {
  REFRESH,
  ACCESS
}
