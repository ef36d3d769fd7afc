package org.connectedaccounts.domain.app;

import java.util.List;

/**
 * Scopes of a second token that one consent brings: asked for by a parameter of their own, told at
 * a place of their own. Everywhere else they are scopes among others, known by how they begin.
 *
 * @param prefix what they begin with here, and not at the provider
 * @param param what asks for them
 * @param path where the token answer tells what was granted
 */
public record SecondScopes(String prefix, String param, DottedPath path) {

  public SecondScopes {
    Names.requireText("prefix", prefix);
    Names.requireText("param", param);
  }

  boolean has(String scope) {
    return scope.startsWith(prefix);
  }

  /** As the provider calls it. */
  String asked(String scope) {
    return scope.substring(prefix.length());
  }

  /** As we call what the provider tells. */
  public List<String> told(List<String> scopes) {
    return scopes.stream().map(prefix::concat).toList();
  }
}
