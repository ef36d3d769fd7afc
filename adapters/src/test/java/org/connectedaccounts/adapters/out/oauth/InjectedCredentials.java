package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.adapters.out.oauth.WrittenMethod.Writing;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A request to an app's API with the credential of an account in its places, compared with what the
 * definition writes: nothing is missing, nothing is elsewhere, nothing is there besides. It needs
 * no probe.
 *
 * @param values what the provider and the person told, by their names in templates
 */
record InjectedCredentials(WrittenMethod written, Map<String, String> values) {

  private static final String REST = "/rehearsed";

  /** Whether the definition says where a credential goes. */
  static boolean areWritten(WrittenMethod written) {
    return !written.at("api/credentials").isEmpty();
  }

  void check(AppDefinition app, AuthMethod method, Credential credential, Moment moment) {
    String base = written.text("api/base_url", "https://api.app.example");
    var template =
        new RequestTemplate(
            inBody() ? "POST" : "GET", UrlTemplate.parse(base + REST), Map.of(), null);
    var known = new CredentialValues(credential, method.hosts(), moment);
    var prepared = method.api().prepare(template, known);
    String body = prepared.body();
    SeenRequest seen =
        SeenRequest.of(
            new Egress.Request(
                Rendering.onBehalf(app),
                prepared.method(),
                Rendering.url(prepared.url()),
                prepared.headers(),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(1)));

    new PlacedCredentials(written, values).check(seen);
    assertThat(seen.target()).isEqualTo(target(base));
    assertThat(seen.headers()).isEqualTo(headers());
    assertThat(seen.query()).isEqualTo(placed("query"));
    assertThat(seen.members()).isEqualTo(placed("body"));
  }

  private boolean inBody() {
    return written.at("api/credentials").valueStream().anyMatch(it -> isIn(it, "body"));
  }

  private static boolean isIn(JsonNode placement, String where) {
    return placement.path("in").asText().equals(where);
  }

  private String target(String base) {
    String start = WrittenMethod.fill(base, values, Writing.URL);
    return start + PlacedCredentials.inUrl(written, values) + REST;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    written
        .texts("api/headers")
        .forEach(
            (name, template) -> {
              String value = filled(template);
              if (value != null) {
                headers.put(name, value);
              }
            });
    headers.putAll(placed("header"));
    for (JsonNode placement : written.at("api/credentials")) {
      if (isIn(placement, "basic")) {
        String pair =
            filled(placement.path("username").asText())
                + ":"
                + filled(placement.path("password").asText());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        headers.put("Authorization", "Basic " + basic);
      }
    }
    if (inBody()) {
      headers.putIfAbsent("Content-Type", "application/json");
    }
    return headers;
  }

  private Map<String, String> placed(String where) {
    Map<String, String> placed = new LinkedHashMap<>();
    for (JsonNode placement : written.at("api/credentials")) {
      String value = filled(placement.path("value").asText());
      if (isIn(placement, where) && value != null) {
        placed.put(placement.path("name").asText(), value);
      }
    }
    return placed;
  }

  private @Nullable String filled(String template) {
    return WrittenMethod.fill(template, values, Writing.PLAIN);
  }
}
