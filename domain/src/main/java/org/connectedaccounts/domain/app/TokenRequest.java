package org.connectedaccounts.domain.app;

import java.util.Map;

/** What a token request carries beyond what OAuth itself prescribes. */
public record TokenRequest(
    BodyFormat format, Map<String, Template> headers, Map<String, Template> params) {

  public static final TokenRequest PLAIN = new TokenRequest(BodyFormat.FORM, Map.of(), Map.of());

  public TokenRequest {
    headers = Names.ordered(headers);
    params = Names.ordered(params);
  }
}
