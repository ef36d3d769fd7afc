package org.connectedaccounts.application.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When what did not arrive is tried again: soon at first, for three days in all. */
final class RetryPlan {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** What a receiver may ask for. */
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  private RetryPlan() {}

  /**
   * @param attempts so many were made
   * @return empty: it is given up
   */
  static Optional<Duration> after(int attempts, Optional<Duration> wish) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    Duration pause = PAUSES.get(attempts - 1);
    Duration wished = wish.map(RetryPlan::bounded).orElse(pause);
    return Optional.of(wished.compareTo(pause) > 0 ? wished : pause);
  }

  private static Duration bounded(Duration wish) {
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }
}
