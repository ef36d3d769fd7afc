package org.connectedaccounts.domain.account;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an account is refreshed ahead of need: early enough that a refresh whose outcome is
 * lost can be settled before the old token ends, and before an unused refresh token dies of disuse.
 */
public final class RefreshSchedule {

  /** A sent request of a provider that takes a token once is settled within this. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private static final Duration BEFORE_IDLE_LIMIT = Duration.ofDays(7);
  private static final Duration UNUSED = Duration.ofDays(7);
  private static final Duration UNUSED_INTERVAL = Duration.ofDays(1);

  private RefreshSchedule() {}

  /**
   * Of an account that was refreshed, or connected, just now.
   *
   * @param margin less than this is too little left for a reader
   * @param idleDeadline when the refresh token dies of disuse; null where unknown
   * @param jitter from 0 to 1: spreads accounts that were connected at the same time
   * @return null where nothing ends, as far as is known
   */
  public static @Nullable Instant next(
      Times times, Instant now, Duration margin, @Nullable Instant idleDeadline, double jitter) {
    return earlier(
        beforeExpiry(times, now, margin, jitter), beforeIdleLimit(now, idleDeadline, jitter));
  }

  private static @Nullable Instant beforeExpiry(
      Times times, Instant now, Duration margin, double jitter) {
    Instant expiresAt = times.expiresAt();
    if (expiresAt == null) {
      return null;
    }
    Duration life = Duration.between(now, expiresAt);
    if (!life.isPositive()) {
      return now;
    }
    Duration ahead = least(greatest(margin, AHEAD), life.dividedBy(2));
    Instant due = expiresAt.minus(ahead).minus(part(ahead, jitter / 2));
    boolean unused = Duration.between(times.lastTouchedAt(), now).compareTo(UNUSED) > 0;
    Instant tomorrow = now.plus(UNUSED_INTERVAL);
    return unused && due.isBefore(tomorrow) ? tomorrow : due;
  }

  private static @Nullable Instant beforeIdleLimit(
      Instant now, @Nullable Instant deadline, double jitter) {
    if (deadline == null) {
      return null;
    }
    Duration left = Duration.between(now, deadline);
    Duration ahead = least(BEFORE_IDLE_LIMIT, left.dividedBy(2));
    return deadline.minus(ahead).minus(part(ahead, jitter / 4));
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration greatest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
