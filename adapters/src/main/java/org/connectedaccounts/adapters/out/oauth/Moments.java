package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.app.Moment;

/** Makes the moment of each request. */
@Singleton
class Moments {

  private final InstantSource clock;
  private final Randomness random;

  @Inject
  Moments(InstantSource clock, Randomness random) {
    this.clock = clock;
    this.random = random;
  }

  Instant now() {
    return clock.instant();
  }

  Moment next() {
    return new Moment(clock.instant(), random::id, random::token);
  }
}
