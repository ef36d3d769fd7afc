package org.connectedaccounts.domain.account;

import java.util.Locale;

/** What proved that the user who connected the account is the one it is recorded for. */
public enum Binding {
  /** The caller's backend confirmed its own logged-in user. */
  USER_VERIFIED,
  /** The same browser started and finished; the workspace chose that this is enough. */
  BROWSER_BOUND,
  /** A backend with a key created the account itself. */
  TRUSTED_BACKEND;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
