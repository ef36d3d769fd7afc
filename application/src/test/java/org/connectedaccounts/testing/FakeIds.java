package org.connectedaccounts.testing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** New UUIDs of version 7, each later than the one before. */
public final class FakeIds implements Supplier<UUID> {

  private static final AtomicLong MILLIS = new AtomicLong(1_795_420_800_000L);

  @Override
  public UUID get() {
    return next();
  }

  public static UUID next() {
    var random = UUID.randomUUID();
    long version7 = 0x7000L | (random.getMostSignificantBits() & 0x0fff);
    return new UUID(MILLIS.incrementAndGet() << 16 | version7, random.getLeastSignificantBits());
  }
}
