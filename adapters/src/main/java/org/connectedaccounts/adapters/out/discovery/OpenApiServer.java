package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The first server of an OpenAPI document, as the place of an API. */
final class OpenApiServer {

  private static final String OPEN = "%7B";
  private static final String CLOSE = "%7D";

  private final JsonNode server;
  private final URI place;
  private final List<String> notes;

  OpenApiServer(JsonNode servers, URI place, List<String> notes) {
    this.server = servers.path(0);
    this.place = place;
    this.notes = notes;
    List<String> others = new ArrayList<>();
    for (int i = 1; i < servers.size(); i++) {
      others.add(servers.path(i).path("url").asText(""));
    }
    if (!others.isEmpty()) {
      notes.add("The draft has the first server. Others: " + String.join(" ", others));
    }
  }

  void addTo(ObjectNode method) {
    String written = server.path("url").asText("");
    if (written.isEmpty()) {
      notes.add("The document names no server.");
      return;
    }
    String url = absolute(written);
    for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
      url = with(url, variable.getKey(), variable.getValue(), method);
    }
    method.withObject("/api").put("base_url", Metadata.withoutSlash(url));
  }

  /** The variable is a field, unless no field can be what stands in its place. */
  private String with(String url, String key, JsonNode variable, ObjectNode method) {
    String hole = "{" + key + "}";
    String usual = variable.path("default").asText("");
    List<String> options =
        variable.path("enum").valueStream().map(JsonNode::asText).distinct().toList();
    if (url.startsWith(hole + "://")) {
      return url.replace(hole, options.contains("https") ? "https" : usual);
    }
    // What is typed in becomes one segment of a path, and an empty one is none.
    boolean path =
        Stream.concat(Stream.of(usual), options.stream()).anyMatch(value -> value.contains("/"))
            || (usual.isEmpty() && url.contains("/" + hole) && !url.contains("//" + hole));
    if (path && !url.startsWith(hole)) {
      String rest = options.size() > 1 ? "; it may be one of " + String.join(", ", options) : "";
      notes.add(
          "The server's %s is a path, so base_url has its default, %s%s."
              .formatted(key, usual.isEmpty() ? "which is empty" : usual, rest));
      return filled(url, hole, usual);
    }
    String name = OpenApiDocument.name(key);
    ObjectNode field = DraftParts.field(method, name, name.replace('_', ' '), false);
    if (!usual.isEmpty()) {
      field.put("default", usual);
    }
    options.forEach(option -> field.withArray("options").addObject().put("value", option));
    return url.replace(hole, "${input." + name + "}");
  }

  /** With one slash where the path begins, whoever writes it. */
  private static String filled(String url, String hole, String value) {
    String bare = value.replaceAll("^/+", "");
    return url.replace("/" + hole, bare.isEmpty() ? "" : "/" + bare).replace(hole, value);
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
}
