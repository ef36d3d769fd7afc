package org.connectedaccounts.domain.app;

/**
 * How the OAuth client proves itself at the token endpoint (RFC 6749, section 2.3.1; RFC 7523,
 * section 2.2).
 */
public enum ClientAuth {
  /** Id and secret among the parameters of the body. */
  POST,
  /** Id and secret in the Authorization header. */
  BASIC,
  /** A public client: the id alone. */
  NONE,
  /** A token signed with the client's private key. */
  PRIVATE_KEY_JWT,
  /** A token signed with the client's secret. */
  CLIENT_SECRET_JWT;

  public boolean signs() {
    return this == PRIVATE_KEY_JWT || this == CLIENT_SECRET_JWT;
  }
}
