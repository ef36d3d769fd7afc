package org.connectedaccounts.bootstrap.journey;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What the service does by itself, a moment after it was asked. */
final class Soon {

  /** No moment is longer, on a slow machine either. */
  static final Duration SOON = Duration.ofSeconds(30);

  private Soon() {}

  static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(SOON).until(condition);
  }
}
