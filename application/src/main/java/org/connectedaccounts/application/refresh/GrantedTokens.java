package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/** Turns token answers into credentials: lifetimes become points in time. */
public final class GrantedTokens {

  private GrantedTokens() {}

  /**
   * A first grant.
   *
   * @param asked when the request was sent, by the store's clock; a lifetime counts from there at
   *     the latest
   */
  public static Credential first(Credential typed, Issued issued, Instant asked) {
    return typed
        .withTokens(tokens(issued, asked), issued.refreshToken())
        .withCaptures(issued.captures());
  }

  /** A refreshed one: what the answer does not name stays. */
  public static Credential refreshed(Credential before, Issued issued, Instant asked) {
    return before
        .refreshedWith(tokens(issued, asked), issued.refreshToken())
        .withCaptures(issued.captures());
  }

  /**
   * When the first of the tokens ends that the answer brought; one that it does not renew would
   * make every read ask again, in vain.
   */
  static @Nullable Instant expiry(Credential refreshed, Issued issued) {
    return refreshed.tokens().entrySet().stream()
        .filter(token -> issued.tokens().containsKey(token.getKey()))
        .map(token -> token.getValue().expiresAt())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** RFC 6749, 5.1: an answer without scope granted what was asked for. */
  public static GrantedScopes scopes(List<String> requested, Issued issued) {
    List<String> granted = issued.scopes();
    return new GrantedScopes(requested, granted == null ? requested : granted);
  }

  /** An access token that is long over, so that the first read gets one. */
  public static Map<String, Token> none(TokenResponse response) {
    return Map.of(response.mainToken(), new Token(Secret.of(""), Instant.EPOCH));
  }

  public static @Nullable Instant idleDeadline(AuthScheme scheme, Instant now) {
    return after(now, lifetime(scheme).idleLimit());
  }

  public static @Nullable Instant hardExpiry(AuthScheme scheme, Instant now) {
    return after(now, lifetime(scheme).hardLimit());
  }

  static TokenLifetime lifetime(AuthScheme scheme) {
    return switch (scheme) {
      case OAuth2 oauth -> oauth.refresh().lifetime();
      case TypedGrant client -> client.lifetime();
      case Keys _ -> TokenLifetime.UNKNOWN;
    };
  }

  private static Map<String, Token> tokens(Issued issued, Instant asked) {
    var tokens = new LinkedHashMap<String, Token>();
    issued
        .tokens()
        .forEach(
            (name, token) ->
                tokens.put(name, new Token(token.value(), after(asked, token.lifetime()))));
    return tokens;
  }

  private static @Nullable Instant after(Instant start, @Nullable Duration duration) {
    return duration == null ? null : start.plus(duration);
  }
}
