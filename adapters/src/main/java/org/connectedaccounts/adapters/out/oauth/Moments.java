package org.connectedaccounts.adapters.out.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.app.Reference;
import org.jspecify.annotations.Nullable;

/** The time of a request and what is made anew for it: {@code ${now.…}} and {@code ${random.…}}. */
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

  /** One request's: every place of it shows the same values. */
  Moment next() {
    return new Moment(clock.instant());
  }

  /** The values of one request. */
  final class Moment {

    private final Instant now;
    private @Nullable String uuid;
    private @Nullable String hex;

    private Moment(Instant now) {
      this.now = now;
    }

    Instant now() {
      return now;
    }

    @Nullable String value(Reference reference) {
      return switch (reference.written()) {
        case "now.iso" -> now.truncatedTo(ChronoUnit.SECONDS).toString();
        case "now.seconds" -> String.valueOf(now.getEpochSecond());
        case "now.milliseconds" -> String.valueOf(now.toEpochMilli());
        case "random.uuid" -> uuid();
        case "random.hex" -> hex();
        default -> null;
      };
    }

    String uuid() {
      String made = uuid == null ? random.id().toString() : uuid;
      uuid = made;
      return made;
    }

    private String hex() {
      String made =
          hex == null
              ? HexFormat.of()
                  .formatHex(random.token().reveal().getBytes(StandardCharsets.US_ASCII))
              : hex;
      hex = made;
      return made;
    }
  }
}
