package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an OpenAPI document wants with its requests, all of it or single ones: schemes that suffice
 * alone, and those that are only good together.
 */
record SecurityRequirements(Set<String> alone, Set<Set<String>> together) {

  static SecurityRequirements of(JsonNode root) {
    var all = new SecurityRequirements(new LinkedHashSet<>(), new LinkedHashSet<>());
    all.add(root.path("security"));
    for (JsonNode path : root.path("paths")) {
      for (JsonNode operation : path) {
        all.add(operation.path("security"));
      }
    }
    return all;
  }

  /** Any one of the list will do; of one, all that it names are needed. */
  private void add(JsonNode list) {
    for (JsonNode one : list) {
      Set<String> names = new TreeSet<>();
      one.fieldNames().forEachRemaining(names::add);
      if (names.size() == 1) {
        alone.addAll(names);
      } else if (!names.isEmpty()) {
        together.add(names);
      }
    }
  }
}
