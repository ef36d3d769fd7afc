package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;

/**
 * Waits for refreshes of other replicas. One statement looks after all that this replica waits for,
 * however many they are, and no database connection is held in between.
 */
final class AttemptWatch {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final RefreshAttempts attempts;
  private final Executor executor;
  private final Map<Attempt, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  AttemptWatch(RefreshAttempts attempts, Executor executor) {
    this.attempts = attempts;
    this.executor = executor;
  }

  /** Whether the attempt that is in the way of this one ended in time. */
  boolean await(Attempt attempt, Duration patience) {
    CompletableFuture<Boolean> over =
        waiting.computeIfAbsent(attempt, _ -> new CompletableFuture<>());
    look();
    try {
      return over.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.remove(attempt);
    }
  }

  private void look() {
    if (looking.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS, executor)
          .execute(this::lookOnce);
    }
  }

  private void lookOnce() {
    try {
      Set<Attempt> over = attempts.over(List.copyOf(waiting.keySet()));
      over.forEach(
          each -> {
            CompletableFuture<Boolean> waiter = waiting.get(each);
            if (waiter != null) {
              waiter.complete(true);
            }
          });
    } catch (RuntimeException _) {
      // The store is away. It is asked again, until those who wait run out of patience.
    } finally {
      looking.set(false);
      if (!waiting.isEmpty()) {
        look();
      }
    }
  }
}
