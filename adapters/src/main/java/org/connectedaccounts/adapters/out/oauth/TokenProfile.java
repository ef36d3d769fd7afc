package org.connectedaccounts.adapters.out.oauth;

import java.time.Duration;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.SignedToken;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenExchange;
import org.connectedaccounts.domain.app.TypedGrant;
import org.jspecify.annotations.Nullable;

/**
 * What token calls need to know of a method, whichever grant it describes.
 *
 * @param renewsItself whether the access token is what renews
 * @param hosts which hosts captured values may name
 */
record TokenProfile(
    TokenEndpoint endpoint,
    Scopes scopes,
    @Nullable Duration assumedTtl,
    @Nullable Issuer issuer,
    @Nullable IdentityLookup identity,
    boolean renewsItself,
    HostRules hosts) {

  TokenProfile(
      TokenEndpoint endpoint,
      Scopes scopes,
      @Nullable Duration assumedTtl,
      @Nullable Issuer issuer,
      @Nullable IdentityLookup identity) {
    this(endpoint, scopes, assumedTtl, issuer, identity, false, HostRules.NONE);
  }

  static TokenProfile of(AuthMethod method) {
    return switch (method.scheme()) {
      case OAuth2 oauth ->
          new TokenProfile(
              oauth.tokens(),
              oauth.consent().scopes(),
              oauth.refresh().assumedTtl(),
              oauth.consent().issuer(),
              method.identity(),
              oauth.refresh().request().byAccessToken(),
              method.hosts());
      case ClientCredentials typed -> typed(method, typed, typed.tokens());
      case TokenExchange typed -> typed(method, typed, typed.tokens());
      case SignedToken _, Keys _ ->
          throw new IllegalArgumentException("method " + method.id() + " has no token endpoint");
    };
  }

  private static TokenProfile typed(AuthMethod method, TypedGrant typed, TokenEndpoint endpoint) {
    return new TokenProfile(
        endpoint,
        typed.scopes(),
        typed.lifetime().assumedTtl(),
        null,
        method.identity(),
        false,
        method.hosts());
  }
}
