package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds one exchange until the test lets it go; tells when it has arrived. */
public final class Gate {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Waits until the exchange stands at the gate; false when it did not come in time. */
  public boolean awaitArrival(Duration atMost) {
    return await(arrived, atMost);
  }

  public void open() {
    opened.countDown();
  }

  void pass() {
    arrived.countDown();
    if (!await(opened, LIMIT)) {
      throw new IllegalStateException("nobody opened the gate in " + LIMIT);
    }
  }

  private static boolean await(CountDownLatch latch, Duration atMost) {
    try {
      return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
