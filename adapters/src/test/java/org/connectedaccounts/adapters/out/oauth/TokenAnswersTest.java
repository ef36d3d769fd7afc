package org.connectedaccounts.adapters.out.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.account.Identity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenAnswersTest {

  private static final Pattern JWT = Pattern.compile("\\$\\{jwt:(\\{.*?\\})\\}");
  private static final String LONG = "no ".repeat(200);

  @TestFactory
  Stream<DynamicTest> corpus() throws IOException {
    return cases()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("name").asText(),
                    () -> assertThat(told(answer(one))).isEqualTo(expected(one))));
  }

  @Test
  void corpusHasEnoughCasesAndNoneTwice() throws IOException {
    assertThat(cases().map(one -> one.get("name").asText()))
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates();
  }

  private static Stream<JsonNode> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            TokenAnswersTest.class.getResourceAsStream("/oauth/token-answers.yaml"))) {
      return StreamSupport.stream(new YAMLMapper().readTree(in).spliterator(), false)
          .toList()
          .stream();
    }
  }

  private static String expected(JsonNode one) {
    return one.get("expect").asText().replace("${cut}", LONG.substring(0, 300));
  }

  private static TokenAnswer answer(JsonNode one) {
    TokenAnswers answers =
        new TokenAnswers(
            Definitions.profile(one.path("read").asText("plain")),
            "client",
            one.path("first").asBoolean(true),
            List.of("sent-code-0123456789", "sent/secret+&"),
            Definitions.NOW);
    if (one.has("lost")) {
      return answers.of(new Egress.Lost(Egress.Cause.valueOf(one.get("lost").asText())));
    }
    if (one.has("unsent")) {
      return answers.of(new Egress.NotSent(Egress.Cause.valueOf(one.get("unsent").asText())));
    }
    Map<String, List<String>> headers = new HashMap<>();
    one.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
    String body = one.get("body").asText().replace("${long}", LONG);
    String full = JWT.matcher(body).replaceAll(found -> jwt(found.group(1)));
    return answers.of(FakeEgress.answered(one.get("status").asInt(), headers, full));
  }

  private static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return "e30." + encoder.encodeToString(claims.getBytes(UTF_8)) + ".sig";
  }

  private static String told(TokenAnswer answer) {
    return switch (answer) {
      case Issued issued -> told(issued);
      case Refused(int status, String error, var description) ->
          "refused " + status + " " + error + (description == null ? "" : ": " + description);
      case Throttled(var pause) -> "throttled " + (pause == null ? "-" : pause.toSeconds());
      case NotSent(Egress.Cause cause) -> "not sent " + cause;
      case Unknown(var status, String reason, var pause) ->
          "unknown "
              + (status == null ? "-" : status)
              + " "
              + reason
              + (pause == null ? "" : " pause " + pause.toSeconds());
    };
  }

  private static String told(Issued issued) {
    List<String> words = new ArrayList<>(List.of("issued"));
    issued
        .tokens()
        .forEach(
            (name, token) -> {
              var life = token.lifetime();
              words.add(
                  name
                      + "="
                      + token.value().reveal()
                      + "/"
                      + (life == null ? "-" : life.toSeconds()));
            });
    var refresh = issued.refreshToken();
    if (refresh != null) {
      words.add("refresh=" + refresh.reveal());
    }
    if (issued.scopes() != null) {
      words.add("scopes=" + issued.scopes());
    }
    if (!issued.captures().isEmpty()) {
      words.add("captures=" + issued.captures());
    }
    Identity identity = issued.identity();
    if (identity != null) {
      words.add("identity=" + identity.id() + "," + identity.name() + "," + identity.email());
    }
    return String.join(" ", words);
  }
}
