package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second token request, which shows what the first one brought and whose answer is the one that
 * counts: a short-lived token for a long-lived one, a ticket for a session.
 *
 * @param response how its answer is read; null: as the first one
 */
public record NextCall(
    String method,
    UrlTemplate url,
    Map<String, Template> params,
    @Nullable TokenResponse response) {

  public NextCall {
    params = Names.ordered(params);
    if (!method.equals("POST") && !method.equals("GET")) {
      throw new InvalidDefinitionPart("method", "must be POST or GET");
    }
  }
}
