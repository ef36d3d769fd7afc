package org.connectedaccounts.domain.app;

/** The name of an app in URLs, in step code and in the catalogue, such as {@code google_drive}. */
public record AppSlug(String value) {

  public AppSlug {
    Names.require("slug", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
