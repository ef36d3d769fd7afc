package org.connectedaccounts.harness.provider;

import java.time.Duration;

/**
 * How a token endpoint treats a call.
 *
 * @param latency from the request to the answer; the token is taken half-way
 * @param bytes of the answer that are written, for {@link Mode#TRUNCATED}
 * @param retryAfter what {@link Mode#THROTTLED} asks for
 */
public record Behaviour(Mode mode, Duration latency, int bytes, Duration retryAfter) {
  private static final Duration SOON = Duration.ofSeconds(1);

  public static final Behaviour GOOD = of(Mode.GOOD);

  /** What the answer is. */
  public enum Mode {
    GOOD,
    /** 429 with {@code Retry-After}. */
    THROTTLED,
    UNAVAILABLE,
    SERVER_ERROR,
    /** invalid_grant to everybody, with a text that says why. */
    INVALID_GRANT,
    /** invalid_grant to everybody, without a text. */
    INVALID_GRANT_BARE,
    INVALID_CLIENT,
    /** The request is read, nothing is done, the connection is closed. */
    READ_AND_CLOSE,
    /** The token is taken, the connection is closed. */
    TAKE_AND_CLOSE,
    /** The token is taken, the answer is cut. */
    TRUNCATED,
    /** The token is taken, the answer is 200 without a token. */
    NO_TOKEN
  }

  public static Behaviour of(Mode mode) {
    return new Behaviour(mode, Duration.ZERO, 0, SOON);
  }

  public static Behaviour slow(Duration latency) {
    return GOOD.after(latency);
  }

  public static Behaviour cutAfter(int bytes) {
    return new Behaviour(Mode.TRUNCATED, Duration.ZERO, bytes, SOON);
  }

  /** 429 to everybody, until so much later. */
  public static Behaviour throttled(Duration retryAfter) {
    return new Behaviour(Mode.THROTTLED, Duration.ZERO, 0, retryAfter);
  }

  public Behaviour after(Duration wait) {
    return new Behaviour(mode, wait, bytes, retryAfter);
  }

  boolean takesToken() {
    return switch (mode) {
      case GOOD, TAKE_AND_CLOSE, TRUNCATED, NO_TOKEN -> true;
      default -> false;
    };
  }
}
