package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * All or nothing: what the work wrote is there when it returns, and not at all when it throws.
 * Never nested, and no network call inside: a provider's slowness must not hold a database
 * connection.
 */
public interface UnitOfWork {

  <T> T call(Supplier<T> work);

  /**
   * For work that may take longer than others.
   *
   * @param atMost then nothing was done, and it throws; in whole seconds
   */
  default <T> T call(Duration atMost, Supplier<T> work) {
    return call(work);
  }

  default void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }
}
