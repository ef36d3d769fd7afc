package org.connectedaccounts.domain.app;

import java.util.List;

/**
 * The scopes that are asked for when the caller names none, and how a list of scopes is written.
 */
public record Scopes(List<String> defaults, String separator, String param) {

  public static final Scopes NONE = new Scopes(List.of(), " ", "scope");

  public Scopes {
    defaults = List.copyOf(defaults);
    if (separator.isEmpty()) {
      throw new InvalidDefinitionPart("separator", "must not be empty");
    }
    Names.requireText("param", param);
  }

  public String join(List<String> scopes) {
    return String.join(separator, scopes);
  }
}
