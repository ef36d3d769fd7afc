package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.adapters.out.oauth.WrittenMethod.Writing;
import org.connectedaccounts.application.port.Egress;
import org.jspecify.annotations.Nullable;

/**
 * A provider that behaves as one method of a definition says, quirks and all, and complains about
 * every request that is not as documented.
 */
final class DefinedProvider implements Egress {

  static final String CLIENT = "the-client";
  static final String CODE = "the-code";
  static final String CHOICE = "choice-1";

  final Set<String> exercised = new LinkedHashSet<>();

  /** What was typed, what is captured and which tokens are good, by their names in templates. */
  final Map<String, String> values = new LinkedHashMap<>();

  private final WrittenMethod written;
  private final TokenDesk desk;
  private boolean apiRejects;

  DefinedProvider(WrittenMethod written, String clientSecret) {
    this.written = written;
    this.desk = new TokenDesk(written, values, exercised, clientSecret);
  }

  TokenDesk desk() {
    return desk;
  }

  void refusesGrants() {
    desk.refusing = true;
  }

  void failsOnce() {
    desk.failsOnce = true;
  }

  /** Keys that were good are not any more. */
  void rejectsCredentials() {
    apiRejects = true;
  }

  /** What the browser is sent to: the consent page, with all that it wants to know. */
  Map<String, String> consents(String authorizationUrl) {
    String[] parts = authorizationUrl.split("[?#]", 3);
    assertThat(parts.length == 3 ? parts[2] : "").isEqualTo(written.text("authorize_fragment", ""));
    Map<String, String> query = SeenRequest.pairs(parts[1]);
    String page = Objects.requireNonNull(url("authorization_url"));
    assertThat(authorizationUrl).startsWith(page);
    assertThat(query)
        .containsEntry(written.text("client_id_param", "client_id"), CLIENT)
        .containsEntry("response_type", "code")
        .containsKeys("redirect_uri", "state");
    written
        .texts("authorize_params")
        .forEach((name, value) -> assertThat(query).containsEntry(name, filled(value)));
    checkScopes(query);
    desk.consented(query);
    exercised.add("consent");
    return query;
  }

  private void checkScopes(Map<String, String> query) {
    List<String> scopes = written.at("scopes/default").valueStream().map(JsonNode::asText).toList();
    String param = written.text("scopes/param", "scope");
    if (scopes.isEmpty()) {
      assertThat(query).doesNotContainKey(param);
    } else {
      String joined = String.join(written.text("scopes/separator", " "), scopes);
      assertThat(query).containsEntry(param, joined);
    }
  }

  @Override
  public Answer send(Request sent) {
    assertThat(sent.allowed().getAsBoolean()).isTrue();
    SeenRequest request = SeenRequest.of(sent);
    if (written.has("then/url") && isAt(request, "then/url") && desk.awaitsSecond(request)) {
      return json(200, desk.second(request));
    }
    if (isTokenCall(request)) {
      return desk.first(request);
    }
    if (written.has("revocation/url") && isAt(request, "revocation/url") && isRevocation(request)) {
      return json(200, desk.revoke(request));
    }
    return api(request);
  }

  private boolean isTokenCall(SeenRequest request) {
    if (!written.has("token_url")) {
      return false;
    }
    String first = written.text("token_request/method", "POST");
    boolean refresh =
        written.has("refresh/url")
            && isAt(request, "refresh/url")
            && desk.isRefresh(request)
            && request.method().equals(written.text("refresh/method", first));
    return refresh
        || (isAt(request, "token_url")
            && request.method().equals(first)
            && (written.isType("exchange")
                || request.params().containsKey("grant_type")
                || desk.hasMark(request)));
  }

  private boolean isRevocation(SeenRequest request) {
    return request.method().equals(written.text("revocation/method", "POST"));
  }

  private boolean isAt(SeenRequest request, String part) {
    String url = url(part);
    return url != null && request.target().equals(url.replaceAll("\\?.*", ""));
  }

  private @Nullable String url(String part) {
    return WrittenMethod.fill(written.text(part, ""), values, Writing.URL);
  }

  private String filled(String template) {
    return Objects.requireNonNull(WrittenMethod.fill(template, values, Writing.PLAIN), template);
  }

  private Answer api(SeenRequest request) {
    if (SeenAssertion.isToken(written)) {
      desk.signed().takeToken(request, desk.now);
      exercised.add("signed token");
    }
    if (written.has("extensions/account")) {
      new SeenSignature(written, values).check(request, "account");
      exercised.add("extension for the account");
    }
    if (!written.at("api/credentials").isEmpty()) {
      new PlacedCredentials(written, values).check(request);
    }
    ProviderAnswer answer = new ProviderAnswer();
    boolean known = false;
    for (String part : List.of("identity/request", "api/verify", "choose/request")) {
      if (written.has(part) && isFor(request, part)) {
        answer(part, answer);
        exercised.add(part.startsWith("api") ? "probe" : part.substring(0, part.indexOf('/')));
        known = true;
      }
    }
    assertThat(known).as("nobody asked for " + request.method() + " " + request.target()).isTrue();
    if (apiRejects) {
      JsonNode rejected = written.at("api/verify/rejected");
      return json(rejected.isEmpty() ? 401 : rejected.get(0).asInt(), "{}");
    }
    JsonNode ok = written.at("api/verify/ok");
    return json(ok.isEmpty() ? 200 : ok.get(0).asInt(), answer.text());
  }

  private boolean isFor(SeenRequest request, String part) {
    String url = url(part + "/url");
    if (url == null || !request.method().equals(written.text(part + "/method", "GET"))) {
      return false;
    }
    String inUrl = PlacedCredentials.inUrl(written, values);
    String base = inUrl.isEmpty() ? "" : Objects.requireNonNull(url("api/base_url"));
    String expected = base + inUrl + url.substring(base.length());
    int at = expected.indexOf('?');
    return request.target().equals(at < 0 ? expected : expected.substring(0, at))
        && (at < 0
            || request
                .query()
                .entrySet()
                .containsAll(SeenRequest.pairs(expected.substring(at + 1)).entrySet()));
  }

  private void answer(String part, ProviderAnswer answer) {
    switch (part) {
      case "identity/request" -> {
        answer.put(written.text("identity/id", ""), values.getOrDefault("who", "person-1"));
        putText(answer, "identity/name", "Ada Lovelace");
        putText(answer, "identity/email", "ada@example.com");
      }
      case "choose/request" -> {
        String items = written.text("choose/items", "");
        String item = items.isEmpty() ? "0." : items + ".0.";
        answer.put(item + written.text("choose/id", ""), CHOICE);
        answer.put(item + written.text("choose/label", ""), "The only one");
      }
      default -> {
        if (written.has("api/verify/ok_when")) {
          answer.put(
              written.text("api/verify/ok_when/field", ""),
              written.text("api/verify/ok_when/equals", ""));
        }
      }
    }
  }

  private void putText(ProviderAnswer answer, String path, String value) {
    String at = written.text(path, "");
    // The same field may be id and name: then the id stands.
    if (!at.isEmpty() && !at.equals(written.text("identity/id", ""))) {
      answer.put(at, value);
    }
  }

  static Answered json(int status, String body) {
    return new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
