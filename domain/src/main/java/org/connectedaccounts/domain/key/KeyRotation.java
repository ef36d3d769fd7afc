package org.connectedaccounts.domain.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a rotation of every workspace's keys is.
 *
 * @param total what there is: data keys where key-encryption keys are rotated, sealed values where
 *     data keys are
 * @param done of them, what only a new key opens
 * @param failed of them, what was left as it is, since its key is lost or it does not open
 * @param seen when this was so, by the store's clock
 */
public record KeyRotation(
    KeyRotationId id,
    Keys keys,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long total,
    long done,
    long failed,
    Instant seen) {

  /** Which keys are replaced. */
  public enum Keys {
    /** Those that wrap data keys. */
    KEY_ENCRYPTION_KEYS,
    /** Those that values are sealed with. */
    DATA_KEYS;

    public static Optional<Keys> parse(String text) {
      return Arrays.stream(values()).filter(keys -> keys.text().equals(text)).findFirst();
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is done in a second, since it began. */
  public double rate() {
    Instant end = finishedAt == null ? seen : finishedAt;
    double seconds = Math.max(Duration.between(startedAt, end).toNanos(), 1) / 1e9;
    return done / seconds;
  }
}
