package org.connectedaccounts.domain.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authorization request and what is kept of the way back. {@code capture} maps a capture's name
 * to the query parameter of the callback.
 *
 * @param codeLifetime how long the provider takes the code; null: unknown
 */
public record Consent(
    UrlTemplate url,
    @Nullable Issuer issuer,
    Scopes scopes,
    boolean pkce,
    Map<String, Template> params,
    Map<String, String> capture,
    @Nullable Duration codeLifetime) {

  private static final Set<String> OURS =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "state",
          "code_challenge",
          "code_challenge_method");
  private static final Set<String> SECRET_ON_RETURN = Set.of("code", "state", "id_token");

  public Consent {
    params = Names.ordered(params);
    capture = Names.ordered(capture);
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
    capture.forEach(
        (name, param) -> {
          Names.require("callback/capture/" + name, name);
          if (SECRET_ON_RETURN.contains(param)) {
            throw new InvalidDefinitionPart("callback/capture/" + name, "is not kept");
          }
        });
    if (codeLifetime != null && !codeLifetime.isPositive()) {
      throw new InvalidDefinitionPart("code_lifetime", "must be positive");
    }
  }

  /** What waits for the code's exchange must not outlive the code. */
  public Duration atMostCodeLifetime(Duration wanted) {
    return codeLifetime == null || wanted.compareTo(codeLifetime) < 0 ? wanted : codeLifetime;
  }

  public static Consent at(String url, Scopes scopes) {
    return new Consent(UrlTemplate.parse(url), null, scopes, true, Map.of(), Map.of(), null);
  }
}
