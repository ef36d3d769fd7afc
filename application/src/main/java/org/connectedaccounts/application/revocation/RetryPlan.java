package org.connectedaccounts.application.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a grant that could not be ended is tried again: for an hour in all. */
final class RetryPlan {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30));

  private RetryPlan() {}

  /**
   * @param attempts so many were in vain, this one not counted
   * @return empty: it is given up
   */
  static Optional<Duration> after(int attempts) {
    return attempts < PAUSES.size() ? Optional.of(PAUSES.get(attempts)) : Optional.empty();
  }
}
