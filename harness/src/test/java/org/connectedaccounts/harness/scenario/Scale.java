package org.connectedaccounts.harness.scenario;

/** How much is tried: a short run for every change, or all of it. */
final class Scale {
  private Scale() {}

  static boolean full() {
    return System.getProperty("harness.scale", "ci").equals("full");
  }

  static int of(int ci, int full) {
    return full() ? full : ci;
  }

  static long seed() {
    return Long.getLong("harness.seed", 20261123L);
  }
}
