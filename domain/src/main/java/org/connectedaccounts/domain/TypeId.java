package org.connectedaccounts.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Text form of ids, by the TypeID convention: {@code prefix_} and the 128 bits of a UUID (version
 * 7, so ids sort by time) in 26 characters of lower-case Crockford base32.
 */
public final class TypeId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  private TypeId() {}

  /** {@code format("acc", id)} is {@code acc_01h455vb4pex5vsknk084sn02q}. */
  public static String format(String prefix, UUID id) {
    char[] text = new char[LENGTH];
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return prefix + '_' + new String(text);
  }

  /** Empty for anything that {@link #format} would not have written with this prefix. */
  public static Optional<UUID> parse(String prefix, String text) {
    int start = prefix.length() + 1;
    if (text.length() != start + LENGTH
        || !text.startsWith(prefix)
        || text.charAt(start - 1) != '_') {
      return Optional.empty();
    }
    if (text.charAt(start) > '7') {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return Optional.of(new UUID(high, low));
  }
}
