package org.connectedaccounts.harness.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What one endpoint has to bear. */
public final class Traffic {
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger highest = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final Map<Long, LongAdder> bySecond = new ConcurrentHashMap<>();

  void enter() {
    int now = present.incrementAndGet();
    highest.accumulateAndGet(now, Math::max);
    calls.increment();
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    bySecond.computeIfAbsent(second, at -> new LongAdder()).increment();
  }

  void leave() {
    present.decrementAndGet();
  }

  public long calls() {
    return calls.sum();
  }

  /** The most calls that were there at one time. */
  public int highWater() {
    return highest.get();
  }

  public long mostInOneSecond() {
    return bySecond.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
  }
}
