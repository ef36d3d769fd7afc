package org.connectedaccounts.application.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.app.UnrenderableTemplate;
import org.connectedaccounts.domain.connect.Pkce;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/** Writes the authorization request (RFC 6749, 4.1.1, and RFC 7636, 4.3) as the URL to open. */
final class AuthorizationUrl {

  private AuthorizationUrl() {}

  /** What goes into one. */
  record Parts(
      OAuth2 scheme,
      String clientId,
      String redirectUri,
      List<String> scopes,
      Secret state,
      @Nullable Secret codeVerifier,
      Credential typed,
      Moment moment) {}

  static String write(Parts parts) {
    var consent = parts.scheme().consent();
    try {
      TemplateValues typed =
          TemplateValues.of(parts.typed().inputs(), Map.of(), parts.typed().captures());
      TemplateValues values =
          reference ->
              switch (reference.root()) {
                case NOW, RANDOM -> parts.moment().value(reference);
                default -> typed.value(reference);
              };
      String url = consent.url().render(values);
      var query = new LinkedHashMap<String, String>();
      consent.params().forEach((name, value) -> query.put(name, value.render(values)));
      query.putAll(protocol(parts));
      String fragment = consent.fragment() == null ? "" : "#" + consent.fragment();
      return url + (url.contains("?") ? "&" : "?") + form(query) + fragment;
    } catch (UnrenderableTemplate e) {
      throw Refusal.invalid("/fields/" + e.reference().name(), "cannot be used: " + e.getMessage());
    }
  }

  /** Last, so that no definition can replace what the protocol's safety rests on. */
  private static Map<String, String> protocol(Parts parts) {
    var query = new LinkedHashMap<String, String>();
    query.putAll(parts.scheme().consent().scopes().query(parts.scopes()));
    query.put(parts.scheme().tokens().client().idParam(), parts.clientId());
    query.put("response_type", "code");
    query.put("redirect_uri", parts.redirectUri());
    query.put("state", parts.state().reveal());
    Secret verifier = parts.codeVerifier();
    if (verifier != null) {
      PkceMethod method = parts.scheme().consent().pkce();
      query.put("code_challenge", Pkce.challenge(method, verifier));
      query.put("code_challenge_method", method.word());
    }
    return query;
  }

  private static String form(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    // RFC 3986 wants %20 in a query; URLEncoder writes the plus of HTML forms.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
