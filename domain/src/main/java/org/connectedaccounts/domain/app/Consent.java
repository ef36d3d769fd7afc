package org.connectedaccounts.domain.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The authorization request and what is kept of the way back.
 *
 * @param codeLifetime how long the provider takes the code; null: unknown
 * @param fragment what the authorization URL ends with after {@code #}; null: nothing
 */
public record Consent(
    UrlTemplate url,
    @Nullable Issuer issuer,
    Scopes scopes,
    PkceMethod pkce,
    Map<String, Template> params,
    Callback callback,
    @Nullable Duration codeLifetime,
    @Nullable String fragment) {

  private static final Set<String> OURS =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "state",
          "code_challenge",
          "code_challenge_method");
  private static final Pattern FRAGMENT = Pattern.compile("[A-Za-z0-9._~-]+");

  public Consent {
    params = Names.ordered(params);
    for (String param : params.keySet()) {
      if (OURS.contains(param)) {
        throw new InvalidDefinitionPart("authorize_params/" + param, "is set by the service");
      }
    }
    for (String param : url.queryNames()) {
      if (OURS.contains(param)) {
        throw new InvalidDefinitionPart("authorization_url", param + " is set by the service");
      }
    }
    if (codeLifetime != null && !codeLifetime.isPositive()) {
      throw new InvalidDefinitionPart("code_lifetime", "must be positive");
    }
    if (fragment != null && !FRAGMENT.matcher(fragment).matches()) {
      throw new InvalidDefinitionPart("authorize_fragment", "is letters, digits, - . _ ~");
    }
  }

  public Consent(
      UrlTemplate url,
      @Nullable Issuer issuer,
      Scopes scopes,
      PkceMethod pkce,
      Map<String, Template> params,
      Map<String, String> capture,
      @Nullable Duration codeLifetime) {
    this(url, issuer, scopes, pkce, params, new Callback(capture, "code"), codeLifetime, null);
  }

  /** A capture's name to the query parameter of the callback. */
  public Map<String, String> capture() {
    return callback.capture();
  }

  /** What waits for the code's exchange must not outlive the code. */
  public Duration atMostCodeLifetime(Duration wanted) {
    return codeLifetime == null || wanted.compareTo(codeLifetime) < 0 ? wanted : codeLifetime;
  }

  public static Consent at(String url, Scopes scopes) {
    return new Consent(
        UrlTemplate.parse(url), null, scopes, PkceMethod.S256, Map.of(), Map.of(), null);
  }
}
