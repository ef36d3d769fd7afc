package org.connectedaccounts.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.Consent;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.app.ProviderClass;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.RevocationRequest;
import org.connectedaccounts.domain.app.RevokedToken;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** Draws an app definition in code: say what matters to the test, the rest is plain. */
public final class AppSketch {

  private final String slug;
  private final String type;
  private String version = "1";
  private String category = "communication";
  private String authorizationUrl;
  private String tokenUrl;
  private String scopeParam = "scope";
  private String clientIdParam = "client_id";
  private @Nullable Issuer issuer;
  private PkceMethod pkce = PkceMethod.S256;
  private boolean revocable;
  private boolean choosing;
  private GrantSharing sharing = GrantSharing.SINGLE;
  private TokenLifetime lifetime = TokenLifetime.UNKNOWN;
  private @Nullable Duration grace;
  private @Nullable String registrationUrl;
  private Map<String, Template> params = Map.of();
  private Map<String, String> capture = Map.of();
  private @Nullable Duration codeLifetime;
  private List<String> defaultScopes = List.of("read", "write");
  private HostRules hosts = HostRules.NONE;
  private final List<InputField> fields = new ArrayList<>();
  private @Nullable IdentityLookup identity;
  private @Nullable AppSketch second;

  private AppSketch(String slug, String type) {
    this.slug = slug;
    this.type = type;
    this.authorizationUrl = "https://" + slug + ".example/authorize";
    this.tokenUrl = "https://" + slug + ".example/token";
  }

  /** OAuth with PKCE and the scopes {@code read} and {@code write}. */
  public static AppSketch oauth(String slug) {
    return new AppSketch(slug, "oauth");
  }

  /** A form of keys; without a field of its own, {@code <slug>_key}. */
  public static AppSketch key(String slug) {
    return new AppSketch(slug, "key");
  }

  public static AppSketch clientCredentials(String slug) {
    return new AppSketch(slug, "client")
        .field(ClientCredentials.CLIENT_ID, false)
        .field(ClientCredentials.CLIENT_SECRET, true);
  }

  /** Tells two documents of one app apart. */
  public AppSketch version(String next) {
    version = next;
    return this;
  }

  public AppSketch category(String next) {
    category = next;
    return this;
  }

  public AppSketch authorizationUrl(String next) {
    authorizationUrl = next;
    return this;
  }

  public AppSketch tokenUrl(String next) {
    tokenUrl = next;
    return this;
  }

  public AppSketch params(String clientId, String scope) {
    clientIdParam = clientId;
    scopeParam = scope;
    return this;
  }

  /** In place of {@code read} and {@code write}. */
  public AppSketch scopes(String... next) {
    defaultScopes = List.of(next);
    return this;
  }

  public AppSketch authorizeParams(Map<String, String> next) {
    params = Map.copyOf(next).entrySet().stream().collect(asTemplates());
    return this;
  }

  private static Collector<Map.Entry<String, String>, ?, Map<String, Template>> asTemplates() {
    return Collectors.toMap(Map.Entry::getKey, entry -> Template.parse(entry.getValue()));
  }

  public AppSketch issuer(String value, boolean required) {
    issuer = new Issuer(value, required);
    return this;
  }

  public AppSketch pkce(PkceMethod method) {
    pkce = method;
    return this;
  }

  public AppSketch revocable(GrantSharing next) {
    revocable = true;
    sharing = next;
    return this;
  }

  /** Where clients register themselves. */
  public AppSketch registering(String next) {
    registrationUrl = next;
    return this;
  }

  /** Asks which site, and keeps it as {@code site_id}. */
  public AppSketch choosing() {
    choosing = true;
    return this;
  }

  public AppSketch margin(Duration margin) {
    lifetime = new TokenLifetime(null, margin, null, null);
    return this;
  }

  /** A refresh token that was replaced works for so long. */
  public AppSketch grace(Duration next) {
    grace = next;
    return this;
  }

  public AppSketch limits(Duration idle, Duration hard) {
    lifetime = new TokenLifetime(null, null, idle, hard);
    return this;
  }

  public AppSketch codeLifetime(Duration next) {
    codeLifetime = next;
    return this;
  }

  public AppSketch callbackCapture(String name, String parameter) {
    capture = Map.of(name, parameter);
    return this;
  }

  public AppSketch hosts(String captured, String... allowed) {
    hosts = new HostRules(Map.of(captured, List.of(allowed)));
    return this;
  }

  public AppSketch field(String name, boolean secret) {
    var rules = new FieldRules(secret ? null : "[a-z0-9-]+", 1, 60, false, List.of());
    fields.add(new InputField(name, name, secret, true, rules, FieldHelp.NONE, null));
    return this;
  }

  public AppSketch tellsWho() {
    identity =
        new IdentityLookup(
            IdentityLookup.Source.USERINFO,
            RequestTemplate.get("https://" + slug + ".example/me"),
            new DottedPath("id"),
            null,
            null);
    return this;
  }

  /** A further method of the same app. */
  public AppSketch and(AppSketch other) {
    second = other;
    return this;
  }

  public AppDefinition define() {
    var methods = new ArrayList<AuthMethod>();
    methods.add(method());
    if (second != null) {
      methods.add(second.method());
    }
    var text = "slug: " + slug + "\nversion: " + version + "\n";
    return new AppDefinition(
        new AppSlug(slug),
        new AppListing(slug + " app", List.of(), category, null, null, null),
        methods,
        new AppDocument(text, sha256(text)));
  }

  private AuthMethod method() {
    if (type.equals("key") && fields.isEmpty()) {
      field(slug + "_key", true);
    }
    return new AuthMethod(
        new AuthMethodId(type), type, fields, scheme(), Api.NONE, identity, hosts);
  }

  private AuthScheme scheme() {
    var plain = TokenEndpoint.at(tokenUrl);
    var endpoint =
        new TokenEndpoint(
            plain.url(), ClientAuth.POST, clientIdParam, plain.request(), plain.response());
    var scopes = new Scopes(defaultScopes, " ", scopeParam);
    return switch (type) {
      case "oauth" ->
          new OAuth2(
              new Consent(
                  UrlTemplate.parse(authorizationUrl),
                  issuer,
                  scopes,
                  pkce,
                  params,
                  capture,
                  codeLifetime),
              endpoint,
              new RefreshPolicy(
                  grace == null ? ProviderClass.STRICT : ProviderClass.GRACE,
                  grace,
                  RefreshRequest.PLAIN,
                  lifetime),
              revocable ? revocation() : null,
              sharing,
              choosing ? choice() : null,
              registrationUrl == null ? null : UrlTemplate.parse(registrationUrl));
      case "client" -> new ClientCredentials(endpoint, scopes, lifetime);
      default -> new Keys(Keys.Kind.API_KEY);
    };
  }

  private Revocation revocation() {
    return new Revocation(
        UrlTemplate.parse("https://" + slug + ".example/revoke"),
        "POST",
        Revocation.Auth.CLIENT,
        RevokedToken.REFRESH,
        RevocationRequest.PLAIN);
  }

  private Choice choice() {
    return new Choice(
        RequestTemplate.get("https://" + slug + ".example/sites"),
        new DottedPath(""),
        new DottedPath("id"),
        new DottedPath("name"),
        "site_id");
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
