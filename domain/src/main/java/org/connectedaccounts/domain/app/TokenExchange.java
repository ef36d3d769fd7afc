package org.connectedaccounts.domain.app;

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
  public String type() {
    return "exchange";
  }
}
