package org.connectedaccounts.application.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.Secret;

/**
 * The query that a provider sent the browser back with. Prints nothing of it: code and state are
 * secrets.
 */
public record CallbackParameters(Map<String, List<String>> values) {

  private static final List<String> PROTOCOL =
      List.of("code", "state", "iss", "error", "error_description");

  /** A parameter of the protocol must not come twice (RFC 6749, 3.1). */
  boolean repeatsOne() {
    return PROTOCOL.stream().anyMatch(this::repeats);
  }

  boolean repeats(String name) {
    return values.getOrDefault(name, List.of()).size() > 1;
  }

  Optional<String> first(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  Optional<Secret> secret(String name) {
    return first(name).map(Secret::of);
  }

  @Override
  public String toString() {
    return "CallbackParameters" + values.keySet();
  }
}
