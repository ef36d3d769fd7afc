package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.Egress;
import org.jspecify.annotations.Nullable;

/** A request as a provider sees it: target, query, headers and body taken apart. */
record SeenRequest(
    String method,
    String target,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> members,
    String body) {

  private static final JsonMapper JSON = new JsonMapper();

  static SeenRequest of(Egress.Request request) {
    String url = request.url().toString();
    int at = url.indexOf('?');
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return new SeenRequest(
        request.method(),
        at < 0 ? url : url.substring(0, at),
        at < 0 ? Map.of() : pairs(url.substring(at + 1)),
        headers,
        members(headers.getOrDefault("Content-Type", ""), body),
        body);
  }

  static Map<String, String> pairs(String form) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        pairs.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> members(String type, String body) {
    if (type.contains("form")) {
      return pairs(body);
    }
    Map<String, String> members = new LinkedHashMap<>();
    if (type.contains("json") && !body.isBlank()) {
      try {
        JsonNode tree = JSON.readTree(body);
        tree.properties().forEach(each -> members.put(each.getKey(), each.getValue().asText()));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new AssertionError("the body is no JSON", e);
      }
    }
    return members;
  }

  /** What a token or revocation call carries, wherever its method puts that. */
  Map<String, String> params() {
    return method.equals("GET") ? query : members;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }
}
