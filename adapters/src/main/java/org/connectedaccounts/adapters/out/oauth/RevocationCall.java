package org.connectedaccounts.adapters.out.oauth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.RevokedToken;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/** Ends a grant: by RFC 7009, or as the app wants it. */
record RevocationCall(
    Endpoint endpoint, TokenProfile profile, Revocation revocation, Moment moment) {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

  /** The token that ends the grant; the other one where there is only that; null without any. */
  @Nullable Secret token() {
    Credential known = endpoint.known();
    Token main = known.tokens().get(profile.endpoint().response().mainToken());
    if (main == null && !known.tokens().isEmpty() && revocation.token() == RevokedToken.ACCESS) {
      return null; // Kept under the names of another version: nobody knows which one it is.
    }
    Secret access = main == null ? null : main.value();
    Secret refresh = known.refreshToken();
    boolean wantsRefresh = revocation.token() == RevokedToken.REFRESH;
    Secret first = wantsRefresh ? refresh : access;
    return first != null ? first : wantsRefresh ? access : refresh;
  }

  Egress.Request request(Secret token, Sending sending) {
    CredentialValues values =
        new CredentialValues(endpoint.known(), endpoint.method().hosts(), moment);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> params = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    revocation.request().headers().forEach((n, v) -> headers.put(n, v.renderHeader(values)));
    if (!revocation.request().tokenParam().isEmpty()) {
      params.put(revocation.request().tokenParam(), token.reveal());
    }
    revocation.request().params().forEach((n, v) -> params.put(n, v.render(values)));
    switch (revocation.auth()) {
      case CLIENT ->
          ClientProof.of(profile.endpoint(), endpoint.client(), values).putInto(headers, params);
      case BEARER -> headers.putIfAbsent("Authorization", "Bearer " + token.reveal());
      case NONE -> {}
    }
    return write(revocation.url().render(values), headers, params, sending);
  }

  private Egress.Request write(
      String url, Map<String, String> headers, Map<String, String> params, Sending sending) {
    String method = revocation.method();
    String target = url;
    byte[] body = new byte[0];
    if (WITHOUT_BODY.contains(method)) {
      // The definition chose a method that has no other place for them.
      target = WireFormat.withQuery(Rendering.url(url), params);
    } else if (!params.isEmpty()) {
      BodyFormat format = format(headers);
      headers.putIfAbsent("Content-Type", WireFormat.mediaType(format));
      body = WireFormat.body(format, params);
    }
    return new Egress.Request(
        Rendering.onBehalf(endpoint.app()),
        method,
        Rendering.url(target),
        headers,
        body,
        sending.deadline(),
        sending.allowed());
  }

  private static BodyFormat format(Map<String, String> headers) {
    String type = headers.getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
    return type.contains("json") ? BodyFormat.JSON : BodyFormat.FORM;
  }
}
