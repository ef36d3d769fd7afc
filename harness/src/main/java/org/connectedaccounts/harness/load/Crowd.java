package org.connectedaccounts.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Many at once. */
public final class Crowd {
  private Crowd() {}

  /** All of them at the same time; waits for all. */
  public static <T> List<T> all(Stream<? extends Supplier<T>> work) {
    return atMost(Integer.MAX_VALUE, work);
  }

  /** All of them, so many at a time. */
  public static <T> List<T> atMost(int limit, Stream<? extends Supplier<T>> work) {
    Semaphore places = new Semaphore(limit);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      work.forEach(each -> futures.add(threads.submit(task(places, each))));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static <T> Callable<T> task(Semaphore places, Supplier<T> work) {
    return () -> {
      places.acquire();
      try {
        return work.get();
      } finally {
        places.release();
      }
    };
  }
}
