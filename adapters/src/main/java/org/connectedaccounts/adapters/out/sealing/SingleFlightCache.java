package org.connectedaccounts.adapters.out.sealing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps loaded values for a while, the most recently used ones, and lets one caller load for all
 * that ask meanwhile. A failed load is not kept, and where it failed for all, those who waited for
 * it do not try it again; while the source is away or slow, the last value serves. Where there is a
 * last value, nobody waits long for a load, and none but the one who began it.
 */
final class SingleFlightCache<K, V> {

  /**
   * How long to wait for another caller's load: who waits may hold the very database connection
   * that the loader needs. Then everybody loads for himself; that a slow source is not asked by
   * each is its own affair.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How soon a source that was away is asked again. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /**
   * How long a source is waited for where the last value still serves. One that is well answers
   * within it, so that the news of a value that is gone is heard in time.
   */
  private static final Duration QUICK = Duration.ofMillis(500);

  private final int size;
  private final Life life;
  private final InstantSource clock;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param fresh how long a value is used without a look at its source
   * @param grace how long after that it still serves while the source is away
   * @param gone which failures of a load mean that there is no value any more; after any other the
   *     last one serves
   * @param forAll which failures would meet whoever loads now; any other may be the loader's own,
   *     such as of its transaction
   */
  record Life(
      Duration fresh,
      Duration grace,
      Predicate<RuntimeException> gone,
      Predicate<RuntimeException> forAll) {}

  /**
   * @param until when it is loaded anew
   * @param end when it is used no more, whatever happens
   * @param last what it replaces, if that may still serve
   */
  private record Entry<V>(
      CompletableFuture<V> value, Instant until, Instant end, @Nullable Entry<V> last) {}

  /** An entry, and whether it is for the one who asks to load it. */
  private record Turn<V>(Entry<V> entry, boolean loads) {}

  SingleFlightCache(int size, Life life, InstantSource clock) {
    this.size = size;
    this.life = life;
    this.clock = clock;
  }

  V get(K key, Supplier<V> load) {
    var turn = enter(key);
    var entry = turn.entry();
    if (!turn.loads()) {
      return await(key, entry, load);
    }
    var last = entry.last();
    return last == null ? settle(key, entry, load) : renew(key, entry, last, load);
  }

  /** Loads, and lets all know. */
  private V settle(K key, Entry<V> entry, Supplier<V> load) {
    var promise = entry.value();
    try {
      V value = load(key, entry, load);
      promise.complete(value);
      return value;
    } catch (RuntimeException e) {
      if (life.forAll().test(e)) {
        remove(key, entry);
        promise.completeExceptionally(e);
      }
      throw e;
    } finally {
      if (!promise.isDone()) {
        remove(key, entry);
        promise.cancel(false);
      }
    }
  }

  /** What takes longer goes on behind, for those who ask later. */
  private V renew(K key, Entry<V> entry, Entry<V> last, Supplier<V> load) {
    var loading = new FutureTask<>(() -> settle(key, entry, load));
    Thread.ofVirtual().name("renew-cached").start(loading);
    try {
      return loading.get(QUICK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return last.value().join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return last.value().join();
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return e.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(e.getCause());
  }

  /** What is being loaded now is used by those who asked for it, and not kept either. */
  void forget(Predicate<K> keys) {
    synchronized (entries) {
      entries.keySet().removeIf(keys);
    }
  }

  /** Drops what is used no more, whatever happens. */
  void sweep() {
    synchronized (entries) {
      var now = clock.instant();
      entries.values().removeIf(entry -> entry.value().isDone() && !now.isBefore(entry.end()));
    }
  }

  private V load(K key, Entry<V> entry, Supplier<V> load) {
    try {
      return load.get();
    } catch (RuntimeException e) {
      var last = entry.last();
      if (last == null || life.gone().test(e)) {
        throw e;
      }
      var again = new Entry<>(last.value(), clock.instant().plus(AGAIN), last.end(), null);
      synchronized (entries) {
        entries.replace(key, entry, again);
      }
      return last.value().join();
    }
  }

  private Turn<V> enter(K key) {
    synchronized (entries) {
      var now = clock.instant();
      var there = entries.get(key);
      if (there != null && now.isBefore(there.until())) {
        return new Turn<>(there, false);
      }
      var until = now.plus(life.fresh());
      var end = until.plus(life.grace());
      var mine = new Entry<>(new CompletableFuture<V>(), until, end, serving(there, now));
      entries.put(key, mine);
      if (entries.size() > size) {
        entries.remove(entries.keySet().iterator().next());
      }
      return new Turn<>(mine, true);
    }
  }

  private static <V> @Nullable Entry<V> serving(@Nullable Entry<V> there, Instant now) {
    if (there == null || there.value().state() != Future.State.SUCCESS) {
      return null;
    }
    return now.isBefore(there.end())
        ? new Entry<>(there.value(), there.until(), there.end(), null)
        : null;
  }

  private void remove(K key, Entry<V> mine) {
    synchronized (entries) {
      entries.remove(key, mine);
    }
  }

  private V await(K key, Entry<V> entry, Supplier<V> load) {
    var last = entry.last();
    if (last != null) {
      return last.value().join();
    }
    try {
      return entry.value().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return load(key, entry, load);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (TimeoutException | CancellationException _) {
      return load(key, entry, load);
    }
  }
}
