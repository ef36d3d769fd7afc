package org.connectedaccounts.domain.app;

import java.util.Set;

/** The HTTP methods that a definition may name. */
final class HttpMethods {

  private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private HttpMethods() {}

  static void require(String part, String method) {
    if (!KNOWN.contains(method)) {
      throw new InvalidDefinitionPart(part, "must be GET, HEAD, POST, PUT, PATCH or DELETE");
    }
  }
}
