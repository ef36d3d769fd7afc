package org.connectedaccounts.domain.account;

import java.util.List;

/**
 * OAuth scopes of an account: what was asked for, and what the provider granted (RFC 6749, 3.3: the
 * same, if the answer does not say).
 */
public record GrantedScopes(List<String> requested, List<String> granted) {

  public static final GrantedScopes NONE = new GrantedScopes(List.of(), List.of());

  public GrantedScopes {
    requested = List.copyOf(requested);
    granted = List.copyOf(granted);
  }

  /** Those of {@code needed} that were not granted. */
  public List<String> missing(List<String> needed) {
    return needed.stream().filter(scope -> !granted.contains(scope)).toList();
  }
}
