package org.connectedaccounts.domain.app;

import java.util.Map;
import java.util.Set;

/** What a token request carries beyond what OAuth itself prescribes. */
public record TokenRequest(
    BodyFormat format, Map<String, Template> headers, Map<String, Template> params) {

  private static final Set<String> OURS =
      Set.of("code", "code_verifier", "client_secret", "redirect_uri", "refresh_token");

  public static final TokenRequest PLAIN = new TokenRequest(BodyFormat.FORM, Map.of(), Map.of());

  public TokenRequest {
    headers = Names.ordered(headers);
    params = Names.ordered(params);
    for (String param : params.keySet()) {
      if (OURS.contains(param)) {
        throw new InvalidDefinitionPart("params/" + param, "is set by the service");
      }
    }
  }
}
