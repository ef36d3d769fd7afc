package org.connectedaccounts.bootstrap.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the refresh protocol is set; docs/configuration.md says what each is for. */
@ConfigMapping(prefix = "connected-accounts.refresh")
public interface RefreshSettings {

  @WithDefault("30S")
  Duration lease();

  @WithDefault("120S")
  Duration exchangeDeadline();

  @WithDefault("10S")
  Duration patience();

  @WithDefault("60S")
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
