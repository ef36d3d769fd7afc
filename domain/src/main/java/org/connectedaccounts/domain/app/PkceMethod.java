package org.connectedaccounts.domain.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a code is bound to who asked for it (RFC 7636). */
public enum PkceMethod {
  S256("S256"),
  /** RFC 7636, 4.2: only where the server takes nothing else. */
  PLAIN("plain"),
  /** Only where the server breaks on it. */
  NONE("none");

  private final String word;

  PkceMethod(String word) {
    this.word = word;
  }

  /** As definitions write it, and {@code code_challenge_method}. */
  public String word() {
    return word;
  }

  public static Optional<PkceMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(PkceMethod::word).toList();
  }
}
