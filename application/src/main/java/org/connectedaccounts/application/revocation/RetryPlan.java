package org.connectedaccounts.application.revocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  private static final Duration SHORTEST_WISH = Duration.ofSeconds(2);
  private static final Duration LONGEST_WISH = Duration.ofMinutes(30);

  private RetryPlan() {}

  /** For how long a provider is left alone that asked for it. */
  static Duration pause(@Nullable Duration wish) {
    if (wish == null || wish.compareTo(SHORTEST_WISH) < 0) {
      return SHORTEST_WISH;
    }
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }

  /**
   * @param attempts so many were in vain, this one not counted
   * @return empty: it is given up
   */
  static Optional<Duration> after(int attempts) {
    return attempts < PAUSES.size() ? Optional.of(PAUSES.get(attempts)) : Optional.empty();
  }
}
