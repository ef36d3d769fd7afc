package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.Keys;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an access token is to be refreshed.
 *
 * @param usualMargin refresh when less than this is left, where the definition says nothing
 */
public record Freshness(Duration usualMargin) {

  public static final Freshness DEFAULT = new Freshness(Duration.ofMinutes(5));

  /**
   * Whether the token has less left than the margin, or than the caller asks for. A margin never
   * takes more than half of a token's life, and a caller no more than nine tenths, else a
   * short-lived token would be refreshed at every read.
   */
  public boolean isDue(WithCredential found, AuthScheme scheme, Duration minTtl) {
    Instant expiresAt = found.account().times().expiresAt();
    if (expiresAt == null || scheme instanceof Keys) {
      return false;
    }
    Duration left = Duration.between(found.now(), expiresAt);
    Duration margin = margin(scheme);
    Duration life = life(found.account().times(), expiresAt);
    Duration wanted = shorter(margin, life.dividedBy(2));
    Duration asked = shorter(minTtl, life.dividedBy(10).multipliedBy(9));
    return left.compareTo(wanted) < 0 || left.compareTo(asked) < 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** How little is too little, where a token lives long enough. */
  Duration margin(AuthScheme scheme) {
    return Objects.requireNonNullElse(GrantedTokens.lifetime(scheme).margin(), usualMargin);
  }

  public static boolean isAlive(WithCredential found) {
    return isAlive(found.account().times().expiresAt(), found.now());
  }

  private static boolean isAlive(@Nullable Instant expiresAt, Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  private static Duration life(Times times, Instant expiresAt) {
    Instant begin = Objects.requireNonNullElse(times.lastRefreshedAt(), times.createdAt());
    Duration life = Duration.between(begin, expiresAt);
    return life.isNegative() ? Duration.ZERO : life;
  }
}
