package org.connectedaccounts.domain.app;

/**
 * Access tokens that are made from what the end user typed, whenever one is needed. There is no
 * refresh token: the same is asked again.
 */
public sealed interface TypedGrant extends AuthScheme permits ClientCredentials, TokenExchange {

  TokenEndpoint tokens();

  Scopes scopes();

  TokenLifetime lifetime();
}
