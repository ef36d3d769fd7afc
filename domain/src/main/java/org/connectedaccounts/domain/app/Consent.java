package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization request and what is kept of the way back. {@code capture} maps a capture's name
 * to the query parameter of the callback.
 */
public record Consent(
    UrlTemplate url,
    @Nullable Issuer issuer,
    Scopes scopes,
    boolean pkce,
    Map<String, Template> params,
    Map<String, String> capture) {

  public Consent {
    params = Names.ordered(params);
    capture = Names.ordered(capture);
    capture.keySet().forEach(name -> Names.require("callback/capture/" + name, name));
  }

  public static Consent at(String url, Scopes scopes) {
    return new Consent(UrlTemplate.parse(url), null, scopes, true, Map.of(), Map.of());
  }
}
