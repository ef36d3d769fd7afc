package org.connectedaccounts.testing;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Lets several threads do the same thing at once. */
final class Race {

  private Race() {}

  /** How many of them were answered true. */
  static long winners(int threads, Callable<Boolean> attempt) throws Exception {
    var start = new CountDownLatch(threads);
    Callable<Boolean> runner =
        () -> {
          start.countDown();
          start.await();
          return attempt.call();
        };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long winners = 0;
      for (var each : executor.invokeAll(Collections.nCopies(threads, runner))) {
        winners += each.get() ? 1 : 0;
      }
      return winners;
    }
  }
}
