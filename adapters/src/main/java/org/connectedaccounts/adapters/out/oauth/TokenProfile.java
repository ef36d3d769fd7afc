package org.connectedaccounts.adapters.out.oauth;

import java.time.Duration;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.jspecify.annotations.Nullable;

/** What token calls need to know of a method, whichever grant it describes. */
record TokenProfile(
    TokenEndpoint endpoint,
    Scopes scopes,
    @Nullable Duration assumedTtl,
    @Nullable Issuer issuer,
    @Nullable IdentityLookup identity) {

  static TokenProfile of(AuthMethod method) {
    return switch (method.scheme()) {
      case OAuth2 oauth ->
          new TokenProfile(
              oauth.tokens(),
              oauth.consent().scopes(),
              oauth.refresh().assumedTtl(),
              oauth.consent().issuer(),
              method.identity());
      case ClientCredentials client ->
          new TokenProfile(
              client.tokens(),
              client.scopes(),
              client.lifetime().assumedTtl(),
              null,
              method.identity());
      case Keys _ ->
          throw new IllegalArgumentException("method " + method.id() + " has no token endpoint");
    };
  }
}
