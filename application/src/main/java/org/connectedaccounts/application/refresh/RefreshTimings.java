package org.connectedaccounts.application.refresh;

import java.time.Duration;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;

/**
 * How long things take in a refresh.
 *
 * @param lease how long a replica may be silent before others go on
 * @param exchangeDeadline the longest that a provider is waited for
 * @param patience how long a caller waits whose token is over
 * @param confirmAfter when a grant that was refused without a reason is tried once more
 */
public record RefreshTimings(
    Duration lease, Duration exchangeDeadline, Duration patience, Duration confirmAfter) {

  public static final RefreshTimings DEFAULT =
      new RefreshTimings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60));

  /** Waiting for somebody whose token still lives would slow what needs no wait. */
  private static final Duration PATIENCE_WHILE_ALIVE = Duration.ofSeconds(1);

  /** A holder that lives has given up by then, whatever the provider does. */
  Lease leases() {
    return new Lease(lease, exchangeDeadline.plus(lease));
  }

  Duration patience(boolean alive) {
    return alive && PATIENCE_WHILE_ALIVE.compareTo(patience) < 0 ? PATIENCE_WHILE_ALIVE : patience;
  }
}
