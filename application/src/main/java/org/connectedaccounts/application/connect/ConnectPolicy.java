package org.connectedaccounts.application.connect;

import java.time.Duration;

/**
 * How long things live while connecting.
 *
 * @param session a session that names no life of its own
 * @param longestSession the most it may name
 * @param attempt from the authorization request to the browser's return
 * @param handle from the browser's return to completion
 */
public record ConnectPolicy(
    Duration session, Duration longestSession, Duration attempt, Duration handle) {

  public static final ConnectPolicy DEFAULT =
      new ConnectPolicy(
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5));
}
