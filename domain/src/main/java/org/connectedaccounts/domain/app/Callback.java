package org.connectedaccounts.domain.app;

import java.util.Map;
import java.util.Set;

/**
 * What a provider sends the browser back with. {@code capture} maps a capture's name to the query
 * parameter that is kept.
 *
 * @param codeParam the parameter that carries the code
 */
public record Callback(Map<String, String> capture, String codeParam) {

  private static final Set<String> SECRET_ON_RETURN = Set.of("code", "state", "id_token");
  private static final Set<String> NO_CODE =
      Set.of("state", "iss", "error", "error_description", "id_token");

  public Callback {
    capture = Names.ordered(capture);
    Names.requireText("callback/code", codeParam);
    if (NO_CODE.contains(codeParam)) {
      throw new InvalidDefinitionPart("callback/code", "is something else");
    }
    for (Map.Entry<String, String> each : capture.entrySet()) {
      Names.require("callback/capture/" + each.getKey(), each.getKey());
      if (SECRET_ON_RETURN.contains(each.getValue()) || each.getValue().equals(codeParam)) {
        throw new InvalidDefinitionPart("callback/capture/" + each.getKey(), "is not kept");
      }
    }
  }
}
