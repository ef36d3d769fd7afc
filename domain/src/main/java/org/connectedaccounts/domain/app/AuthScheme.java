package org.connectedaccounts.domain.app;

/** How the credentials of a method come into being. */
public sealed interface AuthScheme permits OAuth2, TypedGrant, Keys {

  /** The word of the definition language and of the API: {@code oauth2}, {@code api_key} … */
  String type();
}
