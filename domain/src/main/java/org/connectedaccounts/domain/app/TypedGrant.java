package org.connectedaccounts.domain.app;

/**
 * Access tokens that are made from what the end user typed, whenever one is needed. There is no
 * refresh token: the same is asked again.
 */
public sealed interface TypedGrant extends AuthScheme
    permits ClientCredentials, TokenExchange, SignedToken {

  /** The tokens by the names of steps. */
  TokenResponse response();

  Scopes scopes();

  TokenLifetime lifetime();
}
