package org.connectedaccounts.adapters.out.vault;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;

/**
 * Sends a request once for all who ask for the same while it is under way. None of them waits
 * longer than the first one would: a Vault that hangs is asked once, and not by each in turn.
 */
final class SharedCalls<K, T> {

  /**
   * How long it stands that there was no answer, for those who were just on their way to ask: they
   * may have waited as long as the first one.
   */
  private static final Duration A_MOMENT = Duration.ofMillis(250);

  private final Duration deadline;
  private final Map<K, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

  SharedCalls(Duration deadline) {
    this.deadline = deadline;
  }

  CompletionStage<T> call(K what, Supplier<CompletionStage<T>> request) {
    var mine = new CompletableFuture<T>();
    var there = underWay.putIfAbsent(what, mine);
    if (there != null) {
      return there;
    }
    later(deadline, () -> mine.completeExceptionally(noAnswer()));
    later(deadline.plus(A_MOMENT), () -> underWay.remove(what, mine));
    var _ =
        send(request)
            .whenComplete(
                (answer, failure) -> {
                  underWay.remove(what, mine);
                  if (failure == null) {
                    mine.complete(answer);
                  } else {
                    mine.completeExceptionally(failure);
                  }
                });
    return mine;
  }

  private Unreachable noAnswer() {
    return new Unreachable(VaultServer.noAnswer(deadline), null);
  }

  private static <T> CompletionStage<T> send(Supplier<CompletionStage<T>> request) {
    try {
      return request.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void later(Duration delay, Runnable then) {
    CompletableFuture.delayedExecutor(delay.toNanos(), NANOSECONDS).execute(then);
  }
}
