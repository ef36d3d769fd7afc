package org.connectedaccounts.bootstrap.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the refresh protocol is set; docs/configuration.md says what each is for. */
@ConfigMapping(prefix = "connected-accounts.refresh")
public interface RefreshSettings {

  @WithDefault("30S")
  @DurationMin(seconds = 1)
  Duration lease();

  @WithDefault("120S")
  @DurationMin(seconds = 1)
  Duration exchangeDeadline();

  @WithDefault("10S")
  @DurationMin(seconds = 1)
  Duration patience();

  @WithDefault("60S")
  @DurationMin(seconds = 1)
  Duration confirmAfter();

  @WithDefault("100")
  @Min(1) @Max(256) int inFlight();

  Ahead ahead();

  /** Refreshes that nobody asked for. */
  interface Ahead {

    @WithDefault("true")
    boolean enabled();

    @WithDefault("50")
    @Min(1) int rate();

    @WithDefault("128")
    @Min(1) int inFlight();
  }
}
