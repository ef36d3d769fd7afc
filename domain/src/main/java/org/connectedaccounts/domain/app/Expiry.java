package org.connectedaccounts.domain.app;

/** Where a token answer says how long its tokens live, and in which words. */
public record Expiry(DottedPath path, Unit unit) {

  /** What the value counts. */
  public enum Unit {
    /** Seconds from now: {@code expires_in} of RFC 6749. */
    SECONDS,
    MILLISECONDS,
    /** A point in time, in seconds since 1970. */
    EPOCH_SECONDS,
    EPOCH_MILLISECONDS,
    /** A point in time as ISO 8601 writes it, with its offset. */
    DATE
  }
}
