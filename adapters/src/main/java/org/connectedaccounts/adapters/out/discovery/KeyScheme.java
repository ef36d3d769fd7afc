package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A security scheme of an OpenAPI document that is something to type in. */
record KeyScheme(JsonNode node) {

  static boolean isOne(JsonNode scheme) {
    return switch (scheme.path("type").asText("")) {
      case "apiKey" -> {
        String in = scheme.path("in").asText("");
        yield in.equals("header") || in.equals("query");
      }
      case "http" -> isHttp(scheme, "bearer") || isHttp(scheme, "basic");
      default -> false;
    };
  }

  private static boolean isHttp(JsonNode scheme, String which) {
    return scheme.path("scheme").asText("").toLowerCase(Locale.ROOT).equals(which);
  }

  /** Where it stands in a request; two of one place cannot be sent together. */
  static String place(JsonNode scheme) {
    return scheme.path("type").asText("").equals("http")
        ? "header Authorization"
        : scheme.path("in").asText("") + " " + scheme.path("name").asText("");
  }

  /** The method is this scheme alone. */
  void fill(ObjectNode method) {
    if (isHttp(node, "basic")) {
      method.put("type", "basic");
      basic(method, "username", "password");
    } else if (isHttp(node, "bearer")) {
      method.put("type", "api_key");
      DraftParts.field(method, "token", "Token", true);
      key(method, "token");
    } else {
      method.put("type", "api_key");
      DraftParts.field(method, "api_key", "API key", true);
      key(method, "api_key");
    }
  }

  /** The method is this scheme and others; its fields are called after it. */
  void addTo(ObjectNode method, String name) {
    if (isHttp(node, "basic")) {
      basic(method, name + "_username", name + "_password");
    } else {
      DraftParts.field(method, name, label(name), true);
      key(method, name);
    }
  }

  private static String label(String name) {
    String words = name.replace('_', ' ').strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static void basic(ObjectNode method, String user, String password) {
    DraftParts.field(method, user, "User name", false);
    DraftParts.field(method, password, "Password", true);
    DraftParts.placement(method)
        .put("in", "basic")
        .put("username", "${input." + user + "}")
        .put("password", "${secret." + password + "}");
  }

  private void key(ObjectNode method, String field) {
    String value = "${secret." + field + "}";
    if (isHttp(node, "bearer")) {
      DraftParts.bearer(method, value);
    } else {
      DraftParts.placement(method)
          .put("in", node.path("in").asText(""))
          .put("name", node.path("name").asText(""))
          .put("value", value);
    }
  }
}
