package org.connectedaccounts.testing;

import java.time.Instant;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.jspecify.annotations.Nullable;

/** An attempt as the store in memory keeps it. */
record AttemptRow(
    Attempt attempt,
    String state,
    Instant startedAt,
    Instant leaseUntil,
    @Nullable String outcome,
    @Nullable Instant endedAt) {

  boolean isOpen() {
    return state.equals("CLAIMED") || state.equals("SENT");
  }

  boolean isOf(Attempt other) {
    return attempt.workspace().equals(other.workspace())
        && attempt.account().equals(other.account());
  }

  AttemptRow until(Instant lease) {
    return new AttemptRow(attempt, state, startedAt, lease, outcome, endedAt);
  }

  AttemptRow in(String next) {
    return new AttemptRow(attempt, next, startedAt, leaseUntil, outcome, endedAt);
  }

  AttemptRow ended(String next, String how, Instant at) {
    return new AttemptRow(attempt, next, startedAt, leaseUntil, how, at);
  }
}
