package org.connectedaccounts.testing;

/** How a client has to prove itself at the token and revocation endpoints (RFC 6749 2.3.1). */
public enum ClientAuthentication {
  /** {@code Authorization: Basic}, both halves form-encoded first; nothing of it in the body. */
  BASIC,
  /** {@code client_id} and {@code client_secret} in the body. */
  POST,
  /** Either of the two, but not both. */
  BASIC_OR_POST,
  /** A public client: only {@code client_id}. */
  NONE
}
