package org.connectedaccounts.domain.app;

import java.util.Map;

/**
 * The client credentials grant with the client of the end user: the fields {@code client_id} and
 * {@code client_secret} are asked for, access tokens are made from them when needed.
 */
public record ClientCredentials(TokenEndpoint tokens, Scopes scopes, TokenLifetime lifetime)
    implements TypedGrant {

  public static final String CLIENT_ID = "client_id";
  public static final String CLIENT_SECRET = "client_secret";

  @Override
  public TokenResponse response() {
    return tokens.response();
  }

  @Override
  public Map<String, SigningAlgorithm> signingKeys() {
    return tokens.signingKeys(CLIENT_SECRET);
  }

  @Override
  public String type() {
    return "client_credentials";
  }
}
