package org.connectedaccounts.bootstrap;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.Randomness;

/** The only place that reads clock, ids and randomness. */
@Singleton
final class Surroundings {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Randomness randomness() {
    return new SecureRandomness();
  }

  /** Of the process, by a clock that never jumps. */
  @Produces
  @Singleton
  Supplier<Duration> uptime() {
    return () -> Duration.ofNanos(System.nanoTime());
  }

  /** From 0 to 1, to spread what would come at once; nothing is kept secret by it. */
  @Produces
  @Singleton
  DoubleSupplier jitter() {
    return () -> ThreadLocalRandom.current().nextDouble();
  }

  @Produces
  @Singleton
  Supplier<UUID> ids(Randomness random) {
    return random::id;
  }
}
