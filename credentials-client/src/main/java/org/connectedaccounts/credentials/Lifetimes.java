package org.connectedaccounts.credentials;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a credential is kept.
 *
 * @param margin how long before its end a token is replaced
 * @param unexpiring how long one without an end is fresh
 */
record Lifetimes(Duration margin, Duration unexpiring) {

  /** Asked for so often that it is not asked for at each call, however little a token has left. */
  private static final Duration AT_LEAST = Duration.ofSeconds(1);

  /** While the service is away, a key serves so many times longer. */
  private static final int IN_AN_OUTAGE = 10;

  /**
   * What is kept.
   *
   * @param freshUntil given out without asking
   * @param usableUntil given out when the service does not answer
   */
  record Kept(Credential credential, Instant freshUntil, Instant usableUntil) {}

  Kept kept(Credential credential, Instant now) {
    return credential
        .expiresAt()
        .map(end -> new Kept(credential, now.plus(fresh(Duration.between(now, end))), end))
        .orElseGet(
            () ->
                new Kept(
                    credential,
                    now.plus(unexpiring),
                    now.plus(unexpiring.multipliedBy(IN_AN_OUTAGE))));
  }

  /** Less the margin, but at least half: a short token must be worth asking for. */
  private Duration fresh(Duration left) {
    return longer(AT_LEAST, longer(left.minus(margin), left.dividedBy(2)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
