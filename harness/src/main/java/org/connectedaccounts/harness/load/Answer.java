package org.connectedaccounts.harness.load;

import java.time.Duration;

/**
 * What a caller got.
 *
 * @param status 0 where the connection broke
 * @param code of the problem, or what broke
 */
public record Answer(int status, long version, String fingerprint, String code, Duration took) {
  public boolean ok() {
    return status == 200;
  }
}
