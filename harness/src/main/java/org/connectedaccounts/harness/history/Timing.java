package org.connectedaccounts.harness.history;

import java.time.Duration;

/**
 * The times that the service was given.
 *
 * @param lease how long a claim holds without a sign of life
 * @param takeOver when a sent request of a rotating provider may be repeated
 * @param confirmAfter when an invalid_grant may be confirmed
 * @param tolerance between the start that the service notes and the one that the provider sees
 * @param commitWindow from the provider's last byte to the commit, in which a killed replica takes
 *     the only copy of a token with it
 */
public record Timing(
    Duration lease,
    Duration takeOver,
    Duration confirmAfter,
    Duration tolerance,
    Duration commitWindow) {

  public static Timing of(Duration lease, Duration exchangeDeadline, Duration confirmAfter) {
    return new Timing(
        lease,
        exchangeDeadline.plus(lease),
        confirmAfter,
        Duration.ofSeconds(1),
        Duration.ofMillis(500));
  }

  /** For faults that are noted some time after they happened. */
  public Timing committingWithin(Duration window) {
    return new Timing(lease, takeOver, confirmAfter, tolerance, window);
  }

  /** Where every holder lives: it knows that a call of its own has ended, and waits for nobody. */
  public Timing repeatingAfter(Duration rest) {
    return new Timing(lease, rest, confirmAfter, tolerance, commitWindow);
  }
}
