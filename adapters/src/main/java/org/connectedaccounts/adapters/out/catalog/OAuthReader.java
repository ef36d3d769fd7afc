package org.connectedaccounts.adapters.out.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.domain.app.Assertion;
import org.connectedaccounts.domain.app.Callback;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.NextCall;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.SecondScopes;
import org.connectedaccounts.domain.app.SignedToken;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenExchange;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** Reads the OAuth parts of a method. */
final class OAuthReader {

  /** Every key that belongs to one of the OAuth types. */
  static final Set<String> KEYS =
      Set.of(
          "authorization_url",
          "token_url",
          "registration_url",
          "issuer",
          "iss_required",
          "scopes",
          "pkce",
          "client_auth",
          "client_assertion",
          "client_id_param",
          "client_secret_param",
          "assertion",
          "authorize_params",
          "authorize_fragment",
          "token_request",
          "token_response",
          "then",
          "callback",
          "code_lifetime",
          "refresh",
          "revocation",
          "grant",
          "choose");

  private OAuthReader() {}

  static OAuth2 authorizationCode(Section method) {
    method.allow(KEYS);
    Consent consent = consent(method);
    TokenEndpoint tokens = oauthEndpoint(method);
    RefreshPolicy refresh = method.section("refresh", LifetimeReader::policy);
    Revocation revocation = method.section("revocation", RevocationReader::read);
    GrantSharing grant = method.word("grant", GrantSharing.class, GrantSharing.SINGLE);
    Choice choice = method.section("choose", OAuthReader::choice);
    RefreshPolicy known = refresh == null ? RefreshPolicy.UNKNOWN : refresh;
    UrlTemplate registration = method.parsed("registration_url", UrlTemplate::parse);
    return Faults.made(
        method, () -> new OAuth2(consent, tokens, known, revocation, grant, choice, registration));
  }

  static ClientCredentials clientCredentials(Section method) {
    TokenEndpoint endpoint = oauthEndpoint(method);
    Scopes scopes = scopes(method);
    if (scopes.second() != null) {
      throw method.fault("scopes/second", "is for type: oauth2 only");
    }
    return new ClientCredentials(endpoint, scopes, accessTokens(method));
  }

  /** Without an endpoint what is signed is the token. */
  static TypedGrant exchange(Section method) {
    if (!method.has("token_url") && method.has("assertion")) {
      Assertion assertion = method.section("assertion", SigningReader::assertion);
      Duration margin =
          method.section("refresh", section -> LifetimeReader.seconds(section, "margin"));
      return new SignedToken(Objects.requireNonNull(assertion), margin);
    }
    TokenEndpoint tokens = tokenEndpoint(method, new ClientForm(ClientAuth.NONE, ClientForm.ID));
    return new TokenExchange(tokens, accessTokens(method));
  }

  private static TokenLifetime accessTokens(Section method) {
    TokenLifetime lifetime = method.section("refresh", LifetimeReader::accessTokens);
    return lifetime == null ? TokenLifetime.UNKNOWN : lifetime;
  }

  private static Consent consent(Section method) {
    UrlTemplate url = method.required("authorization_url", UrlTemplate::parse);
    Issuer issuer = issuer(method);
    Scopes scopes = scopes(method);
    PkceMethod pkce = pkce(method);
    Map<String, Template> params = RequestReader.templates(method, "authorize_params");
    Callback callback = callback(method);
    String fragment = method.optionalText("authorize_fragment");
    Duration code = LifetimeReader.seconds(method, "code_lifetime");
    return Faults.made(
        method, () -> new Consent(url, issuer, scopes, pkce, params, callback, code, fragment));
  }

  private static Callback callback(Section method) {
    Callback callback =
        method.section(
            "callback",
            section -> {
              Map<String, String> capture = section.entries("capture", Section::textOf);
              String code = section.text("code", "code");
              return Faults.made(method, () -> new Callback(capture, code));
            });
    return callback == null ? new Callback(Map.of(), "code") : callback;
  }

  private static @Nullable Issuer issuer(Section method) {
    String issuer = method.optionalText("issuer");
    boolean required = method.truth("iss_required", false);
    if (issuer == null && required) {
      throw method.fault("iss_required", "needs an issuer to compare with");
    }
    return issuer == null ? null : Faults.made(method, () -> new Issuer(issuer, required));
  }

  private static PkceMethod pkce(Section method) {
    return PkceMethod.of(method.text("pkce", PkceMethod.S256.word()))
        .orElseThrow(
            () -> method.fault("pkce", "must be one of " + String.join(", ", PkceMethod.words())));
  }

  private static Scopes scopes(Section method) {
    Scopes scopes =
        method.section(
            "scopes",
            section ->
                Faults.made(
                    section,
                    () ->
                        new Scopes(
                            section.texts("default"),
                            section.text("separator", " "),
                            section.text("param", "scope"),
                            section.section("second", OAuthReader::second))));
    return scopes == null ? Scopes.NONE : scopes;
  }

  private static SecondScopes second(Section section) {
    String prefix = section.text("prefix");
    String param = section.text("param");
    DottedPath path = section.required("path", DottedPath::new);
    return Faults.made(section, () -> new SecondScopes(prefix, param, path));
  }

  private static TokenEndpoint oauthEndpoint(Section method) {
    return tokenEndpoint(method, SigningReader.client(method));
  }

  private static TokenEndpoint tokenEndpoint(Section method, ClientForm client) {
    UrlTemplate url = method.required("token_url", UrlTemplate::parse);
    TokenRequest request = method.section("token_request", TokenReader::request);
    TokenResponse response = method.section("token_response", TokenReader::response);
    NextCall then = method.section("then", TokenReader::then);
    Assertion assertion = method.section("assertion", SigningReader::assertion);
    return Faults.made(
        method,
        () ->
            new TokenEndpoint(
                url,
                client,
                request == null ? TokenRequest.PLAIN : request,
                response == null ? TokenResponse.PLAIN : response,
                then,
                assertion));
  }

  private static Choice choice(Section section) {
    RequestTemplate request = section.section("request", RequestReader::request);
    if (request == null) {
      throw section.fault("request", "request is missing");
    }
    DottedPath items = section.parsed("items", DottedPath::new);
    DottedPath id = section.required("id", DottedPath::new);
    DottedPath label = section.required("label", DottedPath::new);
    String storeAs = section.text("store_as");
    return Faults.made(
        section,
        () -> new Choice(request, items == null ? new DottedPath("") : items, id, label, storeAs));
  }
}
