package org.connectedaccounts.adapters.in.demo;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What a client sends to the token and the revocation endpoint. */
record TokenForm(
    @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
    @FormParam("grant_type") @Nullable String grantType,
    @FormParam("code") @Nullable String code,
    @FormParam("redirect_uri") @Nullable String redirectUri,
    @FormParam("code_verifier") @Nullable String codeVerifier,
    @FormParam("refresh_token") @Nullable String refreshToken,
    @FormParam("token") @Nullable String token) {

  /** Holds secrets, so it prints none of it. */
  @Override
  public String toString() {
    return "TokenForm";
  }
}
