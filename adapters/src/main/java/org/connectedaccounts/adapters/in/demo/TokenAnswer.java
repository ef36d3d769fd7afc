package org.connectedaccounts.adapters.in.demo;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the token endpoint says (RFC 6749, 5.1 and 5.2). */
sealed interface TokenAnswer {

  record Issued(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn,
      @JsonProperty("refresh_token") String refreshToken,
      @JsonProperty("scope") String scope)
      implements TokenAnswer {

    static Issued of(Grants.Issued issued) {
      return new Issued(
          issued.accessToken(),
          "Bearer",
          Grants.ACCESS_LIFE.toSeconds(),
          issued.refreshToken(),
          String.join(" ", issued.grant().scopes()));
    }

    @Override
    public String toString() {
      return "Issued";
    }
  }

  record Refused(@JsonProperty("error") String error) implements TokenAnswer {}
}
