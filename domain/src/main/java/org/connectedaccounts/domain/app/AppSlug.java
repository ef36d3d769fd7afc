package org.connectedaccounts.domain.app;

import java.util.Optional;

/** The name of an app in URLs, in step code and in the catalogue, such as {@code google_drive}. */
public record AppSlug(String value) {

  public AppSlug {
    Names.require("slug", value);
  }

  /** Empty where the text is no slug: to a caller that is an unknown app. */
  public static Optional<AppSlug> parse(String text) {
    return Names.legal(text) ? Optional.of(new AppSlug(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
