package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.connectedaccounts.adapters.out.oauth.WrittenMethod.Writing;
import org.jspecify.annotations.Nullable;

/** Whether a request carries the credentials exactly where the definition puts them. */
record PlacedCredentials(WrittenMethod written, Map<String, String> values) {

  void check(SeenRequest request) {
    for (JsonNode placement : written.at("api/credentials")) {
      check(placement, request);
    }
    written
        .texts("api/headers")
        .forEach(
            (name, template) -> {
              String value = filled(template);
              if (value != null && !isReplaced(name)) {
                assertThat(request.header(name)).as(name).isEqualTo(value);
              }
            });
  }

  /** A request's own header goes over one of the API's. */
  private boolean isReplaced(String name) {
    return written.has("api/verify/headers/" + name)
        || written.has("identity/request/headers/" + name);
  }

  private void check(JsonNode placement, SeenRequest request) {
    String name = placement.path("name").asText();
    String value = filled(placement.path("value").asText());
    boolean optional = placement.path("optional").asBoolean();
    switch (placement.path("in").asText()) {
      case "header" -> assertThat(request.header(name)).as("header " + name).isEqualTo(value);
      case "query" ->
          assertThat(request.query().get(name)).as("query parameter " + name).isEqualTo(value);
      case "body" -> assertThat(request.members().get(name)).as("member " + name).isEqualTo(value);
      case "url" -> assertThat(request.target()).contains(inUrl(written, values));
      default -> {
        String pair =
            filled(placement.path("username").asText())
                + ":"
                + filled(placement.path("password").asText());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("Authorization")).isEqualTo("Basic " + basic);
      }
    }
    assertThat(optional || value != null).as("every value of " + placement).isTrue();
  }

  private @Nullable String filled(String template) {
    return WrittenMethod.fill(template, values, Writing.PLAIN);
  }

  /** What stands between base_url and the rest; empty where nothing does. */
  static String inUrl(WrittenMethod written, Map<String, String> values) {
    for (JsonNode placement : written.at("api/credentials")) {
      if (placement.path("in").asText().equals("url")) {
        String value = WrittenMethod.fill(placement.path("value").asText(), values, Writing.URL);
        return value == null ? "" : value;
      }
    }
    return "";
  }
}
