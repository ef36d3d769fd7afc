package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.adapters.out.oauth.WrittenMethod.Writing;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what was signed in a request, holds it against the definition, and knows it from then
 * on by its name in templates.
 */
final class SeenAssertion {

  private static final String ASSERTION = "assertion.jwt";
  private static final String TOKEN = "secret.oauth_access_token";

  private final WrittenMethod written;
  private final Map<String, String> values;
  private final Set<String> numbers = new HashSet<>();

  SeenAssertion(WrittenMethod written, Map<String, String> values) {
    this.written = written;
    this.values = values;
  }

  /** Whether the token itself is signed by whoever shows it. */
  static boolean isToken(WrittenMethod written) {
    return written.has("assertion") && !written.has("token_url");
  }

  /** In a token request. */
  void take(SeenRequest request, Instant now) {
    if (!written.has("assertion")) {
      return;
    }
    written
        .texts("token_request/headers")
        .forEach((name, template) -> take(ASSERTION, template, request.header(name), now));
    written
        .texts("token_request/params")
        .forEach((name, template) -> take(ASSERTION, template, request.params().get(name), now));
  }

  /** In a request to the app's API. */
  void takeToken(SeenRequest request, Instant now) {
    for (JsonNode placement : written.at("api/credentials")) {
      String template = placement.path("value").asText();
      take(TOKEN, template, request.header(placement.path("name").asText()), now);
    }
  }

  /** As it was handed out. */
  void takeToken(@Nullable String token, Instant now) {
    take(TOKEN, "${" + TOKEN + "}", token, now);
  }

  private void take(String name, String template, @Nullable String actual, Instant now) {
    String hole = "${" + name + "}";
    int at = template.indexOf(hole);
    if (at < 0) {
      return;
    }
    String text = Objects.requireNonNull(actual, template);
    String jwt = text.substring(at, text.length() - (template.length() - at - hole.length()));
    if (!jwt.equals(values.get(name))) {
      check(jwt, now);
      values.put(name, jwt);
    }
  }

  private void check(String jwt, Instant now) {
    String key = "secret." + written.text("assertion/key", "");
    SeenToken token =
        SeenToken.of(
            jwt,
            written.text("assertion/algorithm", ""),
            Objects.requireNonNull(values.get(key), key));
    check("assertion/header", token.header());
    check("assertion/claims", token.claims());
    long lifetime = Long.parseLong(written.text("assertion/lifetime", "300"));
    checkTimes(token, lifetime, now);
    assertThat(numbers.add(Objects.requireNonNull(token.claims().get("jti")))).isTrue();
  }

  static void checkTimes(SeenToken token, long lifetime, Instant now) {
    assertThat(token.number("exp") - token.number("iat")).isEqualTo(lifetime);
    assertThat(token.number("iat")).isBetween(now.getEpochSecond() - 31, now.getEpochSecond());
    assertThat(token.number("exp")).isGreaterThan(now.getEpochSecond());
  }

  private void check(String part, Map<String, String> actual) {
    written
        .texts(part)
        .forEach(
            (name, template) ->
                assertThat(actual.get(name))
                    .as(name)
                    .isEqualTo(WrittenMethod.fill(template, values, Writing.PLAIN)));
  }
}
