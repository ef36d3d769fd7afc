package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: tables that a failing unit of work puts back as they were, and a clock that
 * only tests move. Like the real store it refuses a nested unit of work, and a write outside of
 * one. Units of work run one after the other, and a reader waits for the one that runs, so never
 * wait inside one for another thread that reads. Keys and values must be immutable.
 */
public final class InMemoryTables implements UnitOfWork, StoreClock {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Table<?, ?>> tables = new HashMap<>();
  private @Nullable Thread worker;
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  /** The table of this name, which must always be asked for with the same types; made if new. */
  @SuppressWarnings("unchecked")
  public <K extends Comparable<K>, V> Map<K, V> table(String name) {
    return atomically(() -> (Map<K, V>) tables.computeIfAbsent(name, _ -> new Table<K, V>(this)));
  }

  /** As foreign keys do: removes every row whose {@link RowKey} names the workspace. */
  public void removeAllOf(WorkspaceId workspace) {
    atomically(
        () -> {
          for (var table : tables.values()) {
            table
                .keySet()
                .removeIf(key -> key instanceof RowKey row && row.workspace().equals(workspace));
          }
          return true;
        });
  }

  /** Runs several steps on tables as one; a port's method that reads and then writes needs it. */
  public <T extends @Nullable Object> T atomically(Supplier<T> steps) {
    lock.lock();
    try {
      return steps.get();
    } finally {
      lock.unlock();
    }
  }

  /** Whether this thread is inside a unit of work; fakes that go to the network must not be. */
  public boolean isWorking() {
    return atomically(() -> worker == Thread.currentThread());
  }

  @Override
  public <T> T call(Supplier<T> work) {
    if (isWorking()) {
      throw new IllegalStateException("Units of work do not nest");
    }
    lock.lock();
    tables.values().forEach(Table::keep);
    worker = Thread.currentThread();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        tables.values().forEach(Table::restore);
      }
      worker = null;
      lock.unlock();
    }
  }

  @Override
  public Instant now() {
    return atomically(() -> now);
  }

  public void advance(Duration time) {
    atomically(() -> now = now.plus(time));
  }

  private void requireWorking() {
    if (!isWorking()) {
      throw new IllegalStateException("A write needs a unit of work");
    }
  }

  /** In the order of its keys; iterates over what was there when the iteration began. */
  private static final class Table<K extends Comparable<K>, V> extends AbstractMap<K, V> {

    private final InMemoryTables store;
    private NavigableMap<K, V> rows = new TreeMap<>();
    private NavigableMap<K, V> kept = new TreeMap<>();

    Table(InMemoryTables store) {
      this.store = store;
    }

    void keep() {
      kept = new TreeMap<>(rows);
    }

    void restore() {
      rows = kept;
    }

    @Override
    public boolean containsKey(Object key) {
      return store.atomically(() -> rows.containsKey(key));
    }

    @Override
    public @Nullable V get(Object key) {
      return store.<@Nullable V>atomically(() -> rows.get(key));
    }

    @Override
    public @Nullable V put(K key, V value) {
      store.requireWorking();
      return rows.put(key, value);
    }

    @Override
    public @Nullable V remove(Object key) {
      store.requireWorking();
      return rows.remove(key);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> replacement) {
      forEach((key, value) -> put(key, replacement.apply(key, value)));
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
      var snapshot = store.atomically(() -> new TreeMap<>(rows));
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<K, V>> iterator() {
          return new Rows(snapshot.entrySet().iterator());
        }

        @Override
        public int size() {
          return snapshot.size();
        }
      };
    }

    private final class Rows implements Iterator<Entry<K, V>> {

      private final Iterator<Entry<K, V>> rest;
      private @Nullable K last;

      Rows(Iterator<Entry<K, V>> rest) {
        this.rest = rest;
      }

      @Override
      public boolean hasNext() {
        return rest.hasNext();
      }

      @Override
      public Entry<K, V> next() {
        var entry = rest.next();
        last = entry.getKey();
        return Map.entry(entry.getKey(), entry.getValue());
      }

      @Override
      public void remove() {
        if (last == null) {
          throw new IllegalStateException("Nothing to remove");
        }
        Table.this.remove(last);
        last = null;
      }
    }
  }
}
