package org.connectedaccounts.harness.process;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/** Keys in the form that docs/configuration.md describes. */
public record Keys(String operator, String api) {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_DIGITS = 30;
  private static final int CHECK_DIGITS = 6;

  public static Keys of(RandomGenerator random) {
    return new Keys(key("cao_", random), key("cak_", random));
  }

  private static String key(String prefix, RandomGenerator random) {
    StringBuilder body = new StringBuilder(prefix);
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      body.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return body + checksum(body.toString());
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < CHECK_DIGITS; i++) {
      digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return digits.toString();
  }
}
