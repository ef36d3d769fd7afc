package org.connectedaccounts.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not leave by accident: it prints as {@code ***}, and only {@link #reveal()}
 * gives it out. The call-sites of {@code reveal} are listed, and held, by the architecture test.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for all secrets, so that a hash tells nothing. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
