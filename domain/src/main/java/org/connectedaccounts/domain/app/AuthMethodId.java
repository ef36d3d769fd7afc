package org.connectedaccounts.domain.app;

/** The name of one way to connect an app, unique inside the app, such as {@code oauth}. */
public record AuthMethodId(String value) {

  public AuthMethodId {
    Names.require("id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
