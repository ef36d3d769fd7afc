package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An OpenAPI 3 document: each security scheme becomes a method, the first server its API. */
final class OpenApiDocument {

  private static final String OPEN = "%7B";
  private static final String CLOSE = "%7D";

  private final JsonNode root;
  private final URI place;
  private final List<String> notes;

  OpenApiDocument(JsonNode root, URI place, List<String> notes) {
    if (!root.path("openapi").asText("").startsWith("3.")) {
      throw Published.notPublished("is no OpenAPI 3 document");
    }
    this.root = root;
    this.place = place;
    this.notes = notes;
  }

  String title() {
    return root.path("info").path("title").asText("");
  }

  List<ObjectNode> methods() {
    List<ObjectNode> methods = new ArrayList<>();
    for (Map.Entry<String, JsonNode> scheme :
        root.path("components").path("securitySchemes").properties()) {
      ObjectNode method = JsonNodeFactory.instance.objectNode();
      method.put("id", name(scheme.getKey()));
      if (filled(method, scheme.getValue())) {
        api(method);
        methods.add(method);
      } else {
        notes.add("Left out the security scheme " + scheme.getKey() + ".");
      }
    }
    if (methods.isEmpty()) {
      throw Published.notPublished("has no security scheme that a definition can be made of");
    }
    return methods;
  }

  private boolean filled(ObjectNode method, JsonNode scheme) {
    return switch (scheme.path("type").asText("")) {
      case "apiKey" -> apiKey(method, scheme);
      case "http" -> http(method, scheme.path("scheme").asText("").toLowerCase(Locale.ROOT));
      case "oauth2" -> oauth(method, scheme.path("flows"));
      default -> false;
    };
  }

  private static boolean apiKey(ObjectNode method, JsonNode scheme) {
    String in = scheme.path("in").asText("");
    if (!in.equals("header") && !in.equals("query")) {
      return false;
    }
    method.put("type", "api_key");
    field(method, "api_key", "API key", true);
    placement(method)
        .put("in", in)
        .put("name", scheme.path("name").asText(""))
        .put("value", "${secret.api_key}");
    return true;
  }

  private static boolean http(ObjectNode method, String scheme) {
    if (scheme.equals("bearer")) {
      method.put("type", "api_key");
      field(method, "token", "Token", true);
      placement(method)
          .put("in", "header")
          .put("name", "Authorization")
          .put("value", "Bearer ${secret.token}");
      return true;
    }
    if (scheme.equals("basic")) {
      method.put("type", "basic");
      field(method, "username", "User name", false);
      field(method, "password", "Password", true);
      placement(method)
          .put("in", "basic")
          .put("username", "${input.username}")
          .put("password", "${secret.password}");
      return true;
    }
    return false;
  }

  private boolean oauth(ObjectNode method, JsonNode flows) {
    JsonNode code = flows.path("authorizationCode");
    JsonNode client = flows.path("clientCredentials");
    if (code.isObject()) {
      method.put("type", "oauth2");
      method.put("authorization_url", code.path("authorizationUrl").asText(""));
    } else if (client.isObject()) {
      method.put("type", "client_credentials");
      field(method, "client_id", "Client ID", false);
      field(method, "client_secret", "Client secret", true);
    } else {
      return false;
    }
    JsonNode flow = code.isObject() ? code : client;
    method.put("token_url", flow.path("tokenUrl").asText(""));
    if (flow.path("refreshUrl").isTextual()) {
      method.putObject("refresh").put("url", flow.path("refreshUrl").asText());
    }
    if (!flow.path("scopes").isEmpty()) {
      notes.add(
          "Scopes to choose the fewest from: "
              + String.join(
                  " ", flow.path("scopes").propertyStream().map(Map.Entry::getKey).toList()));
    }
    placement(method)
        .put("in", "header")
        .put("name", "Authorization")
        .put("value", "Bearer ${secret.oauth_access_token}");
    return true;
  }

  private static ObjectNode field(ObjectNode method, String name, String label, boolean secret) {
    ObjectNode field = method.withArray("fields").addObject().put("name", name).put("label", label);
    if (!secret) {
      field.put("secret", false);
    }
    return field;
  }

  private static ObjectNode placement(ObjectNode method) {
    return method.withObject("/api").withArray("credentials").addObject();
  }

  private void api(ObjectNode method) {
    JsonNode server = root.path("servers").path(0);
    String written = server.path("url").asText("");
    if (written.isEmpty()) {
      notes.add("The document names no server.");
      return;
    }
    String url = absolute(written);
    for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
      String name = name(variable.getKey());
      url = url.replace("{" + variable.getKey() + "}", "${input." + name + "}");
      ObjectNode field = field(method, name, name.replace('_', ' '), false);
      field.put("default", variable.getValue().path("default").asText(""));
      ArrayNode options = variable.getValue().path("enum") instanceof ArrayNode some ? some : null;
      if (options != null) {
        options.forEach(
            option -> field.withArray("options").addObject().put("value", option.asText()));
      }
    }
    method.withObject("/api").put("base_url", Metadata.withoutSlash(url));
  }

  /** A relative one is taken from where the document is; braces of variables stay as they are. */
  private String absolute(String url) {
    if (url.startsWith("https://") || url.startsWith("http://") || url.startsWith("{")) {
      return url;
    }
    try {
      URI relative = new URI(url.replace("{", OPEN).replace("}", CLOSE));
      // Without a path to begin from, Java would write the rest right after the host.
      URI base = place.getRawPath().isEmpty() ? place.resolve("/") : place;
      return base.resolve(relative).toString().replace(OPEN, "{").replace(CLOSE, "}");
    } catch (URISyntaxException e) {
      throw Published.notPublished("names a server that is no URL: " + url);
    }
  }

  private static String name(String text) {
    String name = text.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    String legal = name.replaceAll("[^a-z0-9_]+", "_");
    return legal.matches("[a-z_].*") ? legal : "_" + legal;
  }
}
