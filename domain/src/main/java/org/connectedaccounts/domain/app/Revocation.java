package org.connectedaccounts.domain.app;

/** How a grant is ended at the provider: by RFC 7009 or a call of the provider's own. */
public record Revocation(
    UrlTemplate url, String method, Auth auth, RevokedToken token, RevocationRequest request) {

  /** How the revocation call proves who sends it. */
  public enum Auth {
    /** As the OAuth client, in the way of the token endpoint. */
    CLIENT,
    /** With the token that is revoked as bearer token. */
    BEARER,
    NONE
  }

  public Revocation {
    HttpMethods.require("method", method);
  }
}
