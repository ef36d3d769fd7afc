package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The flows of an OAuth scheme of an OpenAPI document, a method each. */
record FlowDrafts(String scheme, JsonNode flows, List<String> notes) {

  List<ObjectNode> methods(String id) {
    List<ObjectNode> methods = new ArrayList<>();
    JsonNode code = flows.path("authorizationCode");
    JsonNode client = flows.path("clientCredentials");
    if (code.isObject()) {
      ObjectNode method = method(id, "oauth2");
      method.put("authorization_url", code.path("authorizationUrl").asText(""));
      methods.add(filled(method, code));
      if (code.path("refreshUrl").isTextual()) {
        method.putObject("refresh").put("url", code.path("refreshUrl").asText());
      }
    }
    if (client.isObject()) {
      ObjectNode method =
          method(code.isObject() ? id + "_client_credentials" : id, "client_credentials");
      DraftParts.field(method, "client_id", "Client ID", false);
      DraftParts.field(method, "client_secret", "Client secret", true);
      methods.add(filled(method, client));
    }
    others(methods.isEmpty());
    return methods;
  }

  private static ObjectNode method(String id, String type) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("type", type);
  }

  private ObjectNode filled(ObjectNode method, JsonNode flow) {
    method.put("token_url", flow.path("tokenUrl").asText(""));
    if (!flow.path("scopes").isEmpty()) {
      notes.add(
          "Scopes to choose the fewest from: "
              + String.join(
                  " ", flow.path("scopes").propertyStream().map(Map.Entry::getKey).toList()));
    }
    DraftParts.bearer(method, "${secret.oauth_access_token}");
    return method;
  }

  private void others(boolean none) {
    List<String> left =
        flows
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(flow -> !flow.equals("authorizationCode") && !flow.equals("clientCredentials"))
            .filter(flow -> !flow.startsWith("x-"))
            .toList();
    if (none) {
      notes.add(
          "Left out the security scheme %s: a definition knows the flows authorizationCode and clientCredentials, this one has %s."
              .formatted(scheme, left.isEmpty() ? "none" : String.join(", ", left)));
    } else if (!left.isEmpty()) {
      notes.add(
          "Left out flows of the security scheme %s: %s."
              .formatted(scheme, String.join(", ", left)));
    }
  }
}
