package org.connectedaccounts.domain.app;

import java.util.Map;

/**
 * What the revocation call carries. {@code tokenParam} names the parameter with the token, and is
 * empty where the token goes nowhere but into the Authorization header. Parameters are written as a
 * form, or as JSON where a header says so; without any there is no body and no content type.
 */
public record RevocationRequest(
    String tokenParam, Map<String, Template> headers, Map<String, Template> params) {

  public static final RevocationRequest PLAIN = new RevocationRequest("token", Map.of(), Map.of());

  public RevocationRequest {
    headers = Names.ordered(headers);
    params = Names.ordered(params);
  }
}
