package org.connectedaccounts.domain.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long tokens live where the provider does not say so itself.
 *
 * @param assumedTtl life of an access token whose answer had no {@code expires_in}; null: it does
 *     not expire
 * @param margin refresh when less than this is left; null: the service decides
 * @param idleLimit the refresh token dies when it is not used for this long; null: unknown or never
 * @param hardLimit the refresh token dies this long after consent; null: unknown or never
 */
public record TokenLifetime(
    @Nullable Duration assumedTtl,
    @Nullable Duration margin,
    @Nullable Duration idleLimit,
    @Nullable Duration hardLimit) {

  public static final TokenLifetime UNKNOWN = new TokenLifetime(null, null, null, null);

  public TokenLifetime {
    requirePositive("assumed_ttl", assumedTtl);
    requirePositive("margin", margin);
    requirePositive("idle_limit", idleLimit);
    requirePositive("hard_limit", hardLimit);
  }

  private static void requirePositive(String part, @Nullable Duration duration) {
    if (duration != null && !duration.isPositive()) {
      throw new InvalidDefinitionPart(part, "must be more than 0 seconds");
    }
  }
}
