package org.connectedaccounts.domain.key;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rotation of every workspace's key-encryption key is.
 *
 * @param total data keys that there are
 * @param done data keys that nothing but the new version opens
 * @param failed data keys that were left as they are, since their key is lost; not among the done
 * @param seen when this was so, by the store's clock
 */
public record KeyRotation(
    KeyRotationId id,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long total,
    long done,
    long failed,
    Instant seen) {

  /** Data keys done in a second, since it began. */
  public double rate() {
    Instant end = finishedAt == null ? seen : finishedAt;
    double seconds = Math.max(Duration.between(startedAt, end).toNanos(), 1) / 1e9;
    return done / seconds;
  }
}
