package org.connectedaccounts.domain.app;

import java.util.Map;

/**
 * What was typed is shown at an endpoint of the provider's own making, which gives a token for a
 * while. The request is what the definition says and nothing else.
 */
public record TokenExchange(TokenEndpoint tokens, TokenLifetime lifetime) implements TypedGrant {

  @Override
  public Scopes scopes() {
    return Scopes.NONE;
  }

  @Override
  public TokenResponse response() {
    return tokens.response();
  }

  @Override
  public Map<String, SigningAlgorithm> signingKeys() {
    return tokens.signingKeys();
  }

  @Override
  public String type() {
    return "exchange";
  }
}
