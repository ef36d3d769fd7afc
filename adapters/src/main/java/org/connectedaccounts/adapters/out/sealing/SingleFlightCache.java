package org.connectedaccounts.adapters.out.sealing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps loaded values for a while, the most recently used ones, and lets one caller load for all
 * that ask meanwhile. A failed load is not kept.
 */
final class SingleFlightCache<K, V> {

  /** How long to wait for another caller's load. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final int size;
  private final Duration life;
  private final InstantSource clock;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry<V>(CompletableFuture<V> value, Instant until) {}

  SingleFlightCache(int size, Duration life, InstantSource clock) {
    this.size = size;
    this.life = life;
    this.clock = clock;
  }

  V get(K key, Supplier<V> load) {
    var mine = new Entry<V>(new CompletableFuture<>(), clock.instant().plus(life));
    var entry = enter(key, mine);
    if (!entry.equals(mine)) {
      return await(entry, load);
    }
    try {
      V value = load.get();
      mine.value().complete(value);
      return value;
    } finally {
      if (!mine.value().isDone()) {
        remove(key, mine);
        mine.value().cancel(false);
      }
    }
  }

  /** What is being loaded now is used by those who asked for it, and not kept either. */
  void forget(Predicate<K> keys) {
    synchronized (entries) {
      entries.keySet().removeIf(keys);
    }
  }

  private Entry<V> enter(K key, Entry<V> mine) {
    synchronized (entries) {
      var there = entries.get(key);
      if (there != null && clock.instant().isBefore(there.until())) {
        return there;
      }
      entries.put(key, mine);
      if (entries.size() > size) {
        entries.remove(entries.keySet().iterator().next());
      }
      return mine;
    }
  }

  private void remove(K key, Entry<V> mine) {
    synchronized (entries) {
      entries.remove(key, mine);
    }
  }

  /**
   * Who waits may hold the very database connection that the loader needs. So the wait is short,
   * and then everybody loads for himself.
   */
  private V await(Entry<V> entry, Supplier<V> load) {
    try {
      return entry.value().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return load.get();
    } catch (ExecutionException | TimeoutException | CancellationException _) {
      return load.get();
    }
  }
}
