package org.connectedaccounts.domain.app;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token that the app takes is signed here, with a key that the end user typed in. Nobody is
 * asked for it.
 *
 * @param margin a new one is made when less than this is left; null: the service decides
 */
public record SignedToken(Assertion assertion, @Nullable Duration margin) implements TypedGrant {

  @Override
  public TokenResponse response() {
    return TokenResponse.PLAIN;
  }

  @Override
  public Scopes scopes() {
    return Scopes.NONE;
  }

  @Override
  public TokenLifetime lifetime() {
    return new TokenLifetime(assertion.lifetime(), margin, null, null);
  }

  @Override
  public Map<String, SigningAlgorithm> signingKeys() {
    return Map.of(assertion.key(), assertion.algorithm());
  }

  @Override
  public String type() {
    return "exchange";
  }
}
