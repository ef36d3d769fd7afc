package org.connectedaccounts.domain.app;

import java.util.Locale;

/** Values that the end user types in and that are the credentials themselves. */
public record Keys(Kind kind) implements AuthScheme {

  /** What sort of form it is; for people and filters, the placements say the rest. */
  public enum Kind {
    API_KEY,
    BASIC,
    CUSTOM
  }

  @Override
  public String type() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
