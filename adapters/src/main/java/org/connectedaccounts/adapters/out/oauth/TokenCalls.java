package org.connectedaccounts.adapters.out.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** What is asked of a token endpoint, as RFC 6749 and the definition say. */
final class TokenCalls {

  private final Endpoint endpoint;
  private final TokenProfile profile;
  private final TemplateValues values;
  private final Map<String, String> params = new LinkedHashMap<>();
  private final List<String> sent = new ArrayList<>();

  private TokenCalls(Endpoint endpoint, TokenProfile profile) {
    this.endpoint = endpoint;
    this.profile = profile;
    this.values = new CredentialValues(endpoint.known());
    Secret secret = endpoint.client().secret();
    if (secret != null) {
      sent.add(secret.reveal());
    }
    endpoint.known().secrets().values().forEach(known -> sent.add(known.reveal()));
  }

  static TokenCall exchangeCode(
      Endpoint endpoint,
      TokenProfile profile,
      Secret code,
      String redirectUri,
      @Nullable Secret codeVerifier) {
    TokenCalls call = new TokenCalls(endpoint, profile);
    call.params.put("grant_type", "authorization_code");
    call.secret("code", code);
    call.params.put("redirect_uri", redirectUri);
    if (codeVerifier != null) {
      call.secret("code_verifier", codeVerifier);
    }
    call.own(profile.endpoint().request().params());
    return call.to(profile.endpoint().url());
  }

  static TokenCall refresh(
      Endpoint endpoint, TokenProfile profile, Secret refreshToken, List<String> scopes) {
    RefreshRequest request =
        endpoint.method().scheme() instanceof OAuth2 oauth
            ? oauth.refresh().request()
            : RefreshRequest.PLAIN;
    TokenCalls call = new TokenCalls(endpoint, profile);
    // First what every token request carries, so that the grant and its own parameters win.
    call.own(profile.endpoint().request().params());
    call.params.put("grant_type", "refresh_token");
    call.secret("refresh_token", refreshToken);
    if (request.sendScope() && !scopes.isEmpty()) {
      call.params.put("scope", profile.scopes().join(scopes));
    }
    call.own(request.params());
    UrlTemplate url = request.url();
    return call.to(url != null ? url : profile.endpoint().url());
  }

  static TokenCall clientCredentials(Endpoint endpoint, TokenProfile profile, List<String> scopes) {
    TokenCalls call = new TokenCalls(endpoint, profile);
    call.params.put("grant_type", "client_credentials");
    if (!scopes.isEmpty()) {
      call.params.put(profile.scopes().param(), profile.scopes().join(scopes));
    }
    call.own(profile.endpoint().request().params());
    return call.to(profile.endpoint().url());
  }

  private void secret(String name, Secret value) {
    params.put(name, value.reveal());
    sent.add(value.reveal());
  }

  private void own(Map<String, Template> templates) {
    templates.forEach((name, value) -> params.put(name, value.render(values)));
  }

  private TokenCall to(UrlTemplate url) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    profile
        .endpoint()
        .request()
        .headers()
        .forEach((name, value) -> headers.put(name, value.renderHeader(values)));
    return new TokenCall(
        Rendering.url(url.render(values)),
        profile.endpoint().clientAuth(),
        endpoint.client(),
        headers,
        params,
        List.copyOf(sent));
  }
}
