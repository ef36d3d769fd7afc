package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that are asked for when the caller names none, and how a list of scopes is written.
 *
 * @param second those that are asked for by another parameter; null: there are none
 */
public record Scopes(
    List<String> defaults, String separator, String param, @Nullable SecondScopes second) {

  public static final Scopes NONE = new Scopes(List.of(), " ", "scope");

  public Scopes {
    defaults = List.copyOf(defaults);
    if (separator.isEmpty()) {
      throw new InvalidDefinitionPart("separator", "must not be empty");
    }
    Names.requireText("param", param);
    if (second != null && second.param().equals(param)) {
      throw new InvalidDefinitionPart("second/param", "is another one than param");
    }
  }

  public Scopes(List<String> defaults, String separator, String param) {
    this(defaults, separator, param, null);
  }

  /** Each parameter that asks for some of them, with how it is written. */
  public Map<String, String> query(List<String> scopes) {
    Map<String, String> query = new LinkedHashMap<>();
    List<String> first = first(scopes);
    if (!first.isEmpty()) {
      query.put(param, join(first));
    }
    if (second != null && first.size() < scopes.size()) {
      query.put(
          second.param(), join(scopes.stream().filter(second::has).map(second::asked).toList()));
    }
    return query;
  }

  /** Without those of the second token. */
  public List<String> first(List<String> scopes) {
    return second == null ? scopes : scopes.stream().filter(scope -> !second.has(scope)).toList();
  }

  /** What is granted after a refresh; one that tells nothing of the second token took nothing. */
  public List<String> refreshed(List<String> before, List<String> told) {
    if (second == null || told.stream().anyMatch(second::has)) {
      return told;
    }
    List<String> granted = new ArrayList<>(told);
    before.stream().filter(second::has).forEach(granted::add);
    return List.copyOf(granted);
  }

  public String join(List<String> scopes) {
    return String.join(separator, scopes);
  }
}
