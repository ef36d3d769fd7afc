package org.connectedaccounts.bootstrap.journey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.testing.ScriptedProvider;

/** A definition as a workspace puts it: one app, one auth method, at a provider of the test. */
record AppDocument(String slug, Map<String, Object> method) {

  private static final String BEARER = "Bearer ${secret.oauth_access_token}";

  /** Authorization code, an identity from the id_token, revocation by RFC 7009. */
  static AppDocument oauth(ScriptedProvider provider) {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("id", "oauth");
    method.put("type", "oauth2");
    method.put("authorization_url", provider.uri(ScriptedProvider.AUTHORIZE).toString());
    method.put("token_url", provider.uri(ScriptedProvider.TOKEN).toString());
    method.put("issuer", provider.issuer());
    method.put("scopes", Map.of("default", List.of("openid", "read")));
    method.put("revocation", Map.of("url", provider.uri(ScriptedProvider.REVOKE).toString()));
    method.put(
        "identity", Map.of("from", "id_token", "id", "sub", "name", "name", "email", "email"));
    method.put("api", api(provider, header("Authorization", BEARER)));
    return new AppDocument("demo_crm", method);
  }

  /** One key in a header, tried by a cheap request. */
  static AppDocument key(ScriptedProvider provider) {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("id", "key");
    method.put("type", "api_key");
    method.put("fields", List.of(Map.of("name", "api_key", "label", "API key", "min_length", 4)));
    method.put("api", probed(provider, header("X-Api-Key", "${secret.api_key}")));
    return new AppDocument("demo_mail", method);
  }

  /** A name that may be shown and a password that may not, by HTTP Basic. */
  static AppDocument login(ScriptedProvider provider) {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("id", "login");
    method.put("type", "basic");
    method.put(
        "fields",
        List.of(
            Map.of("name", "username", "label", "User", "secret", false),
            Map.of("name", "password", "label", "Password")));
    method.put(
        "api",
        probed(
            provider,
            Map.of(
                "in", "basic", "username", "${input.username}", "password", "${secret.password}")));
    return new AppDocument("demo_desk", method);
  }

  /** A client's id and secret that the end user brings along. */
  static AppDocument client(ScriptedProvider provider) {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("id", "client");
    method.put("type", "client_credentials");
    method.put(
        "fields",
        List.of(
            Map.of("name", "client_id", "label", "Client id", "secret", false),
            Map.of("name", "client_secret", "label", "Client secret")));
    method.put("token_url", provider.uri(ScriptedProvider.TOKEN).toString());
    method.put("client_auth", "basic");
    method.put("api", api(provider, header("Authorization", BEARER)));
    return new AppDocument("demo_pay", method);
  }

  AppDocument with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(method);
    more.put(member, value);
    return new AppDocument(slug, more);
  }

  AppDocument without(String member) {
    Map<String, Object> less = new LinkedHashMap<>(method);
    less.remove(member);
    return new AppDocument(slug, less);
  }

  Map<String, Object> body() {
    return Map.of(
        "schema", 1, "slug", slug, "name", slug, "category", "testing", "auth", List.of(method));
  }

  static Map<String, Object> header(String name, String value) {
    return Map.of("in", "header", "name", name, "value", value);
  }

  /** An API that nobody can ask whether a credential works. */
  static Map<String, Object> api(ScriptedProvider provider, Map<String, Object> placement) {
    return Map.of("base_url", provider.uri("").toString(), "credentials", List.of(placement));
  }

  private static Map<String, Object> probed(
      ScriptedProvider provider, Map<String, Object> placement) {
    Map<String, Object> api = new LinkedHashMap<>(api(provider, placement));
    api.put("verify", Map.of("url", provider.uri(ScriptedProvider.API).toString()));
    return api;
  }
}
