package org.connectedaccounts.harness.provider;

/** How a presentation of a refresh token ended, as the provider knows it. */
public enum Outcome {
  /** Not answered yet. */
  PENDING(false),
  /** The token was taken and the whole answer was written. */
  ISSUED(false),
  /** The token was taken; the answer was cut, or not written at all. */
  ISSUED_AND_LOST(false),
  /** The token was taken; the answer said 200 and held none. */
  ISSUED_AND_WITHHELD(false),
  /** Nothing was done and nothing was answered. */
  IGNORED(false),
  SERVER_ERROR(false),
  /** The provider said clearly that it did nothing. */
  THROTTLED(true),
  UNAVAILABLE(true),
  INVALID_CLIENT(true),
  /** The token is spent, revoked or unknown. */
  INVALID_GRANT(false),
  /** The token is good, and the provider said that it is not. */
  INVALID_GRANT_UNTRUE(false);

  private final boolean harmless;

  Outcome(boolean harmless) {
    this.harmless = harmless;
  }

  /** The token may be shown again at once. */
  public boolean harmless() {
    return harmless;
  }

  public boolean issued() {
    return this == ISSUED || this == ISSUED_AND_LOST || this == ISSUED_AND_WITHHELD;
  }

  public boolean refusesGrant() {
    return this == INVALID_GRANT || this == INVALID_GRANT_UNTRUE;
  }
}
