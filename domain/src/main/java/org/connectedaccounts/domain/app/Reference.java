package org.connectedaccounts.domain.app;

import java.util.Locale;

/** A named hole in a template: {@code ${input.shop}}, {@code ${secret.api_key}}. */
public record Reference(Root root, String name) {

  /** Where the value comes from. */
  public enum Root {
    /** A non-secret field that was asked from the end user. */
    INPUT,
    /** A secret field, or a token of the account. */
    SECRET,
    /** Something the provider told while the account was connected. */
    CAPTURE
  }

  @Override
  public String toString() {
    return "${" + root.name().toLowerCase(Locale.ROOT) + "." + name + "}";
  }
}
