package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An OpenAPI 3 document: each security scheme becomes a method, schemes that are wanted together
 * become one, the first server its API.
 */
final class OpenApiDocument {

  private static final int LONGEST_ID = 64;

  private final JsonNode root;
  private final JsonNode schemes;
  private final OpenApiServer server;
  private final List<String> notes;

  OpenApiDocument(JsonNode root, URI place, List<String> notes) {
    if (!root.path("openapi").asText("").startsWith("3.")) {
      throw Published.notPublished("is no OpenAPI 3 document");
    }
    this.root = root;
    this.schemes = root.path("components").path("securitySchemes");
    this.server = new OpenApiServer(root.path("servers"), place, notes);
    this.notes = notes;
  }

  String title() {
    return root.path("info").path("title").asText("");
  }

  List<ObjectNode> methods() {
    SecurityRequirements required = SecurityRequirements.of(root);
    List<ObjectNode> methods = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (Set<String> together : required.together()) {
      if (isOneMethod(together)) {
        methods.add(oneMethod(together));
        placed.addAll(together);
      } else {
        notes.add(
            "Wanted together, which the draft does not say: " + String.join(", ", together) + ".");
      }
    }
    for (Map.Entry<String, JsonNode> scheme : schemes.properties()) {
      if (!placed.contains(scheme.getKey()) || required.alone().contains(scheme.getKey())) {
        methods.addAll(methodsOf(scheme.getKey(), scheme.getValue()));
      }
    }
    if (methods.isEmpty()) {
      throw Published.notPublished("has no security scheme that a definition can be made of");
    }
    methods.forEach(server::addTo);
    return methods;
  }

  /** Keys of any kind, each with a place of its own. */
  private boolean isOneMethod(Set<String> together) {
    Set<String> places = new HashSet<>();
    return together.stream()
        .map(schemes::path)
        .allMatch(
            scheme ->
                KeyScheme.isOne(scheme)
                    && places.add(KeyScheme.place(scheme).toLowerCase(Locale.ROOT)));
  }

  private ObjectNode oneMethod(Set<String> together) {
    List<String> names = together.stream().map(OpenApiDocument::name).toList();
    String id = String.join("_", names);
    ObjectNode method = JsonNodeFactory.instance.objectNode();
    method.put("id", id.substring(0, Math.min(id.length(), LONGEST_ID))).put("type", "custom");
    together.forEach(key -> new KeyScheme(schemes.path(key)).addTo(method, name(key)));
    notes.add("One method has what is wanted together: " + String.join(", ", together) + ".");
    return method;
  }

  private List<ObjectNode> methodsOf(String key, JsonNode scheme) {
    if (KeyScheme.isOne(scheme)) {
      ObjectNode method = JsonNodeFactory.instance.objectNode().put("id", name(key));
      new KeyScheme(scheme).fill(method);
      return List.of(method);
    }
    if (scheme.path("type").asText("").equals("oauth2")) {
      return new FlowDrafts(key, scheme.path("flows"), notes).methods(name(key));
    }
    notes.add("Left out the security scheme " + key + ": " + why(scheme));
    return List.of();
  }

  private static String why(JsonNode scheme) {
    return switch (scheme.path("type").asText("")) {
      case "apiKey" ->
          "a key goes into a header or the query, this one is in "
              + scheme.path("in").asText("no place")
              + ".";
      case "http" ->
          "of HTTP's schemes a definition knows basic and bearer, this one is "
              + scheme.path("scheme").asText("none")
              + ".";
      case "openIdConnect" -> openId(scheme.path("openIdConnectUrl").asText(""));
      case "mutualTLS" -> "no client certificate is sent.";
      case "" -> "it has no type.";
      case String other -> "its type " + other + " is not known.";
    };
  }

  private static String openId(String url) {
    String issuer = url.replaceFirst("/\\.well-known/openid-configuration/?$", "");
    return issuer.isEmpty()
        ? "it names no OpenID provider."
        : "import it by itself, with source issuer and url " + issuer + ".";
  }

  static String name(String text) {
    String name = text.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    String legal = name.replaceAll("[^a-z0-9_]+", "_");
    return legal.matches("[a-z_].*") ? legal : "_" + legal;
  }
}
