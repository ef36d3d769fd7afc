package org.connectedaccounts.domain.app;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token request carries beyond what OAuth itself prescribes.
 *
 * @param method {@code POST}, or {@code GET}: then all parameters stand in the query
 * @param body the whole body where parameters cannot say it (nested JSON, XML); null: parameters
 */
public record TokenRequest(
    String method,
    BodyFormat format,
    Map<String, Template> headers,
    Map<String, Template> params,
    @Nullable Template body) {

  private static final Set<String> OURS =
      Set.of("code", "code_verifier", "client_secret", "redirect_uri", "refresh_token");

  public static final TokenRequest PLAIN = new TokenRequest(BodyFormat.FORM, Map.of(), Map.of());

  public TokenRequest {
    headers = Names.ordered(headers);
    params = Names.ordered(params);
    if (!method.equals("POST") && !method.equals("GET")) {
      throw new InvalidDefinitionPart("method", "must be POST or GET");
    }
    if (body != null && (method.equals("GET") || !params.isEmpty())) {
      throw new InvalidDefinitionPart("body", "takes the place of params, and GET has none");
    }
  }

  public TokenRequest(
      BodyFormat format, Map<String, Template> headers, Map<String, Template> params) {
    this("POST", format, headers, params, null);
  }

  /** Refuses parameters that the service sets where OAuth is spoken. */
  void requireOAuth() {
    for (String param : params.keySet()) {
      if (OURS.contains(param)) {
        throw new InvalidDefinitionPart("token_request/params/" + param, "is set by the service");
      }
    }
    if (body != null) {
      throw new InvalidDefinitionPart("token_request/body", "is for type: exchange only");
    }
  }
}
