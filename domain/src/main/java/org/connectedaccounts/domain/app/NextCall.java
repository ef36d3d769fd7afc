package org.connectedaccounts.domain.app;

import java.util.Map;

/**
 * A second token request, which shows what the first one brought and whose answer is the one that
 * counts: a short-lived token for a long-lived one. It is read as the first, for a refresh brings
 * such an answer as well.
 */
public record NextCall(String method, UrlTemplate url, Map<String, Template> params) {

  public NextCall {
    params = Names.ordered(params);
    if (!method.equals("POST") && !method.equals("GET")) {
      throw new InvalidDefinitionPart("method", "must be POST or GET");
    }
  }
}
