package org.connectedaccounts.bootstrap;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
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

  @Produces
  @Singleton
  Supplier<UUID> ids(Randomness random) {
    return random::id;
  }
}
