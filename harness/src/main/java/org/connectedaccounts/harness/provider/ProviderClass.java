package org.connectedaccounts.harness.provider;

import java.util.Locale;

/** What becomes of a refresh token that was used. */
public enum ProviderClass {
  /** It stays. */
  NONROT,
  /** It is replaced, and works for a while. */
  GRACE,
  /** It works once. */
  STRICT,
  /** Using it again ends the grant. */
  FAMILY;

  /** The name in paths, in tokens and in definitions. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String app() {
    return "harness_" + label();
  }

  /** The classes at which a lost answer is a lost grant, whatever the client does. */
  public boolean unforgiving() {
    return this == STRICT || this == FAMILY;
  }
}
