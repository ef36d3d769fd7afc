package org.connectedaccounts.application.port;

import java.time.Instant;

/**
 * The store's time, by which expiry, lease and single use are decided: replicas' own clocks differ.
 */
public interface StoreClock {
  Instant now();
}
