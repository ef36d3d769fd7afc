package org.connectedaccounts.browser;

import java.math.BigInteger;
import java.util.UUID;

/** Ids as the interface writes them, and as the tables do. */
final class Ids {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private Ids() {}

  /** TypeID: 128 bits in base 32 after the prefix. */
  static UUID uuid(String id) {
    BigInteger number = BigInteger.ZERO;
    for (char digit : id.substring(id.indexOf('_') + 1).toCharArray()) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
    }
    return new UUID(number.shiftRight(64).longValue(), number.longValue());
  }
}
