package org.connectedaccounts.bootstrap.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads of a credential that go on whatever happens, until it is closed. */
final class SteadyReads implements AutoCloseable {

  private static final int READERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final AtomicInteger read = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> readers = new ArrayList<>();
  private volatile boolean over;

  SteadyReads(Journey journey, String account) {
    for (int n = 0; n < READERS; n++) {
      readers.add(Thread.ofVirtual().start(() -> read(journey, account)));
    }
  }

  private void read(Journey journey, String account) {
    while (!over) {
      var answer = journey.credentials(account);
      read.incrementAndGet();
      if (answer.statusCode() != 200) {
        failures.add(answer.statusCode() + " " + answer.asString());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  int count() {
    return read.get();
  }

  /** What was answered instead. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (var reader : readers) {
      reader.join();
    }
  }
}
