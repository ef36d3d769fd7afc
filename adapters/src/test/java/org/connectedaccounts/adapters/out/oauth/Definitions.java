package org.connectedaccounts.adapters.out.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.ErrorWhen;
import org.connectedaccounts.domain.app.Expectation;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.ProviderClass;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.TokenPath;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.testing.CountingRandomness;
import org.jspecify.annotations.Nullable;

/** Definitions for tests, each starting from a plain OAuth app. */
final class Definitions {

  static final String TOKEN_URL = "https://as.example.com/token";

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Definitions() {}

  static Moments moments() {
    return new Moments(InstantSource.fixed(NOW), new CountingRandomness());
  }

  static AppDefinition app(AuthMethod method) {
    return new AppDefinition(
        new AppSlug("demo"),
        new AppListing("Demo", List.of(), "testing", null, null, null),
        List.of(method),
        new AppDocument("schema: 1", "0".repeat(64)));
  }

  static AuthMethod method(
      AuthScheme scheme, List<InputField> fields, Api api, @Nullable IdentityLookup identity) {
    return new AuthMethod(new AuthMethodId("main"), "Main", fields, scheme, api, identity);
  }

  static AuthMethod method(OAuth2 scheme) {
    return method(scheme, List.of(), Api.NONE, null);
  }

  static OAuth2 oauth(TokenEndpoint tokens) {
    return oauth(tokens, RefreshRequest.PLAIN, null);
  }

  static OAuth2 oauth(
      TokenEndpoint tokens, RefreshRequest refresh, @Nullable Revocation revocation) {
    return new OAuth2(
        Consent.at("https://as.example.com/authorize", new Scopes(List.of(), ",", "scope")),
        tokens,
        new RefreshPolicy(ProviderClass.STRICT, null, refresh, TokenLifetime.UNKNOWN),
        revocation,
        GrantSharing.SINGLE,
        null);
  }

  static TokenEndpoint tokens(ClientAuth auth, BodyFormat format, Map<String, String> params) {
    Map<String, Template> templates = new LinkedHashMap<>();
    params.forEach((name, text) -> templates.put(name, Template.parse(text)));
    return new TokenEndpoint(
        UrlTemplate.parse(TOKEN_URL),
        auth,
        "client_id",
        new TokenRequest(format, Map.of(), templates),
        TokenResponse.PLAIN);
  }

  static Endpoint endpoint(AuthMethod method, Credential known) {
    return new Endpoint(
        app(method),
        method,
        true,
        new ClientAuthentication("the client", Secret.of("s:cr&t")),
        known);
  }

  static Credential holding(String accessToken, @Nullable String refreshToken) {
    return new Credential(
        Map.of(TokenResponse.MAIN, new Token(Secret.of(accessToken), null)),
        Map.of("shop", "acme"),
        Map.of(),
        Map.of(),
        refreshToken == null ? null : Secret.of(refreshToken));
  }

  /** How answers of the corpus are read, by the name that the corpus gives it. */
  static TokenProfile profile(String name) {
    return switch (name) {
      case "plain" -> profile(TokenResponse.PLAIN, null, null, null);
      case "hour" -> profile(TokenResponse.PLAIN, Duration.ofHours(1), null, null);
      case "slack" -> profile(slack(), null, null, null);
      case "told" ->
          profile(TokenResponse.PLAIN, null, null, lookup(IdentityLookup.Source.TOKEN_RESPONSE));
      case "oidc" ->
          profile(
              TokenResponse.PLAIN,
              null,
              new Issuer("https://as.example.com", false),
              lookup(IdentityLookup.Source.ID_TOKEN));
      case "two" -> profile(two(), Duration.ofMinutes(30), null, null);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TokenProfile profile(
      TokenResponse response,
      @Nullable Duration assumedTtl,
      @Nullable Issuer issuer,
      @Nullable IdentityLookup identity) {
    return new TokenProfile(
        new TokenEndpoint(
            UrlTemplate.parse(TOKEN_URL),
            ClientAuth.POST,
            "client_id",
            TokenRequest.PLAIN,
            response),
        new Scopes(List.of(), "|", "scope"),
        assumedTtl,
        issuer,
        identity);
  }

  private static IdentityLookup lookup(IdentityLookup.Source source) {
    String id = source == IdentityLookup.Source.ID_TOKEN ? "sub" : "user.id";
    return new IdentityLookup(
        source, null, new DottedPath(id), new DottedPath("name"), new DottedPath("email"));
  }

  private static TokenResponse slack() {
    Map<String, TokenPath> tokens = new LinkedHashMap<>();
    tokens.put("oauth_access_token", new TokenPath(new DottedPath("access_token"), false));
    tokens.put("oauth_user_token", new TokenPath(new DottedPath("authed_user.access_token"), true));
    return new TokenResponse(
        new ErrorWhen(new Expectation(new DottedPath("ok"), "false"), new DottedPath("error")),
        tokens,
        Map.of("team_id", new DottedPath("team.id")),
        new DottedPath("scope"));
  }

  private static TokenResponse two() {
    Map<String, TokenPath> tokens = new LinkedHashMap<>();
    tokens.put("oauth_access_token", new TokenPath(new DottedPath("data.token"), false));
    tokens.put("second", new TokenPath(new DottedPath("other"), false));
    return new TokenResponse(null, tokens, Map.of(), new DottedPath("data.scopes"));
  }
}
