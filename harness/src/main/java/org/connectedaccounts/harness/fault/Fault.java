package org.connectedaccounts.harness.fault;

import java.time.Duration;

/**
 * What happens to the connections that are made from now on.
 *
 * @param limit after how many bytes in {@code direction} it happens, for the last four
 */
public record Fault(Kind kind, Direction direction, Duration latency, long limit) {
  public static final Fault NONE = new Fault(Kind.NONE, Direction.BOTH, Duration.ZERO, 0);

  /** Whose bytes. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT,
    BOTH
  }

  /** What happens. */
  public enum Kind {
    NONE,
    /** Both ends are closed with a reset. */
    RESET,
    /** The direction ends; the other one goes on. */
    HALF_CLOSE,
    /** Both ends are closed. */
    CUT,
    /** Bytes are taken and go nowhere; nobody is told. */
    BLACK_HOLE
  }

  public static Fault latency(Duration latency) {
    return new Fault(Kind.NONE, Direction.BOTH, latency, 0);
  }

  public static Fault cut(Direction direction, long afterBytes) {
    return new Fault(Kind.CUT, direction, Duration.ZERO, afterBytes);
  }

  public static Fault reset(Direction direction, long afterBytes) {
    return new Fault(Kind.RESET, direction, Duration.ZERO, afterBytes);
  }

  public static Fault halfClose(Direction direction, long afterBytes) {
    return new Fault(Kind.HALF_CLOSE, direction, Duration.ZERO, afterBytes);
  }

  public static Fault blackHole(Direction direction) {
    return new Fault(Kind.BLACK_HOLE, direction, Duration.ZERO, 0);
  }

  boolean touches(Direction side) {
    return kind != Kind.NONE && (direction == Direction.BOTH || direction == side);
  }
}
