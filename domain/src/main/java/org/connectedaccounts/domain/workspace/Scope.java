package org.connectedaccounts.domain.workspace;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do. Checked in every use case. */
public enum Scope {
  APPS_READ("apps:read"),
  ACCOUNTS_READ("accounts:read"),
  CREDENTIALS_READ("credentials:read"),
  LINK("link"),
  CONNECT("connect"),
  CONNECT_COMPLETE("connect:complete"),
  MANAGE("manage"),
  PROXY("proxy"),
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
