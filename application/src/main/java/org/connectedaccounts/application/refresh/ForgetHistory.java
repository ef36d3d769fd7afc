package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.RefreshAttempts;

/**
 * Clears away ended attempts, spares that nobody needs any more, and events that everybody had time
 * for.
 */
public final class ForgetHistory {

  private static final int BATCH = 1_000;
  private static final Duration ATTEMPTS = Duration.ofHours(24);
  private static final Duration EVENTS = Duration.ofDays(30);

  private final RefreshAttempts attempts;
  private final Events events;

  public ForgetHistory(RefreshAttempts attempts, Events events) {
    this.attempts = attempts;
    this.events = events;
  }

  public void handle() {
    whileFull(limit -> attempts.removeOld(ATTEMPTS, limit));
    whileFull(limit -> events.removeOld(EVENTS, limit));
  }

  private static void whileFull(IntUnaryOperator remove) {
    while (remove.applyAsInt(BATCH) >= BATCH) {
      // The next batch.
    }
  }
}
