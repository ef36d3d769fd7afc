package org.connectedaccounts.domain.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a workspace wants where a user connects an identity that another of its users has. */
public enum SharedIdentities {
  /** It is connected, and an event says so. */
  ALLOW,
  /** It is refused. */
  DENY;

  public static Optional<SharedIdentities> parse(String text) {
    return Arrays.stream(values()).filter(wish -> wish.text().equals(text)).findFirst();
  }

  /** The word for it in the contract. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
