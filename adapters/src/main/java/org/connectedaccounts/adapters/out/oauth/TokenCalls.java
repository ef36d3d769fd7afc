package org.connectedaccounts.adapters.out.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.NextCall;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenExchange;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.jspecify.annotations.Nullable;

/** What is asked of a token endpoint, as RFC 6749 and the definition say. */
final class TokenCalls {

  private final Endpoint endpoint;
  private final TokenProfile profile;
  private final CredentialValues known;
  private final SignedValues values;
  private final Map<String, String> params = new LinkedHashMap<>();
  private final List<String> sent = new ArrayList<>();

  private TokenCalls(Endpoint endpoint, TokenProfile profile, Moment moment) {
    this.endpoint = endpoint;
    this.profile = profile;
    this.known = new CredentialValues(endpoint.known(), endpoint.method().hosts(), moment);
    this.values = new SignedValues(known, profile.endpoint().assertion());
    Secret secret = endpoint.client().secret();
    if (secret != null) {
      sent.add(secret.reveal());
    }
    endpoint.known().secrets().values().forEach(known -> sent.add(known.reveal()));
  }

  /** What is sent for a code: RFC 6749, 4.1.3 and RFC 7636. */
  record Code(Secret code, String redirectUri, @Nullable Secret verifier) {}

  static TokenCall exchangeCode(Endpoint endpoint, TokenProfile profile, Moment moment, Code sent) {
    TokenCalls call = new TokenCalls(endpoint, profile, moment);
    call.params.put("grant_type", "authorization_code");
    call.secret("code", sent.code());
    call.params.put("redirect_uri", sent.redirectUri());
    if (sent.verifier() != null) {
      call.secret("code_verifier", sent.verifier());
    }
    call.own(profile.endpoint().request().params());
    return call.first();
  }

  static TokenCall refresh(
      Endpoint endpoint,
      TokenProfile profile,
      Moment moment,
      Secret refreshToken,
      List<String> scopes) {
    RefreshRequest request =
        endpoint.method().scheme() instanceof OAuth2 oauth
            ? oauth.refresh().request()
            : RefreshRequest.PLAIN;
    TokenCalls call = new TokenCalls(endpoint, profile, moment);
    // First what every token request carries, so that the grant and its own parameters win.
    call.own(profile.endpoint().request().params());
    call.params.put("grant_type", "refresh_token");
    call.secret(request.tokenParam(), refreshToken);
    List<String> first = profile.scopes().first(scopes);
    if (request.sendScope() && !first.isEmpty()) {
      call.params.put("scope", profile.scopes().join(first));
    }
    call.own(request.params());
    UrlTemplate url = request.url();
    String method = request.method();
    return call.to(
        method != null ? method : profile.endpoint().request().method(),
        url != null ? url : profile.endpoint().url(),
        null);
  }

  /** RFC 6749, 4.4; or, where the definition says all, that alone. */
  static TokenCall typed(
      Endpoint endpoint, TokenProfile profile, Moment moment, List<String> scopes) {
    TokenCalls call = new TokenCalls(endpoint, profile, moment);
    if (!(endpoint.method().scheme() instanceof TokenExchange)) {
      call.params.put("grant_type", "client_credentials");
      if (!scopes.isEmpty()) {
        call.params.put(profile.scopes().param(), profile.scopes().join(scopes));
      }
    }
    call.own(profile.endpoint().request().params());
    return call.first();
  }

  /** The second request; {@code endpoint} knows what the first one brought. */
  static TokenCall then(Endpoint endpoint, TokenProfile profile, Moment moment, NextCall next) {
    TokenCalls call = new TokenCalls(endpoint, profile, moment);
    endpoint.known().tokens().values().forEach(token -> call.sent.add(token.value().reveal()));
    call.own(next.params());
    return call.to(next.method(), next.url(), null);
  }

  private TokenCall first() {
    TokenRequest request = profile.endpoint().request();
    return to(request.method(), profile.endpoint().url(), request.body());
  }

  private void secret(String name, Secret value) {
    params.put(name, value.reveal());
    sent.add(value.reveal());
  }

  private void own(Map<String, Template> templates) {
    templates.forEach((name, value) -> params.put(name, value.render(values)));
  }

  private TokenCall to(String method, UrlTemplate url, @Nullable Template body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "application/json");
    profile
        .endpoint()
        .request()
        .headers()
        .forEach((name, value) -> headers.put(name, value.renderHeader(values)));
    String written = body == null ? null : body.renderJson(values);
    ClientProof proof = ClientProof.of(profile.endpoint(), endpoint.client(), known);
    for (String signed : new @Nullable String[] {values.jwt(), proof.assertion()}) {
      if (signed != null) {
        sent.add(signed);
      }
    }
    return new TokenCall(
        method,
        Rendering.url(url.render(values)),
        proof,
        headers,
        params,
        written,
        List.copyOf(sent));
  }
}
