package org.connectedaccounts.domain.app;

import java.util.Map;

/** How the credentials of a method come into being. */
public sealed interface AuthScheme permits OAuth2, TypedGrant, Keys {

  /** The word of the definition language and of the API: {@code oauth2}, {@code api_key} … */
  String type();

  /** The secret fields that must hold a key, and what it has to be good for. */
  default Map<String, SigningAlgorithm> signingKeys() {
    return Map.of();
  }
}
