package org.connectedaccounts.domain.workspace;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once its signature is known to be the issuer's. A claim within an object is
 * named with slashes, unless there is one of the whole name: some issuers name claims by URLs.
 */
public record TokenClaims(Map<String, ?> values) {

  /** Empty where there is none, or it is no text. */
  public Optional<String> text(String claim) {
    return find(claim) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The words of a text, or the texts of a list: scopes and roles come as either. */
  public Set<String> words(String claim) {
    Set<String> words = new LinkedHashSet<>();
    switch (find(claim)) {
      case String text -> words.addAll(Arrays.asList(text.split(" ", -1)));
      case Collection<?> several ->
          several.forEach(
              each -> {
                if (each instanceof String word) {
                  words.add(word);
                }
              });
      case null, default -> {
        // It says nothing of the kind.
      }
    }
    words.remove("");
    return words;
  }

  private @Nullable Object find(String claim) {
    if (values.containsKey(claim)) {
      return values.get(claim);
    }
    Object here = values;
    for (String step : claim.split("/", -1)) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return here;
  }

  /** What is claimed of somebody is no text for a log. */
  @Override
  public String toString() {
    return "TokenClaims[" + values.size() + "]";
  }
}
