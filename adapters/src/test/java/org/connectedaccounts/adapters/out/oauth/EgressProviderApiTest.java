package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.CredentialPlacement;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.Expectation;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.app.Verification;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressProviderApiTest {

  static final String BASE = "https://api.example.com";
  static final String ME = BASE + "/me";
  static final CredentialPlacement BEARER =
      new CredentialPlacement.Header("Authorization", Template.parse("Bearer ${secret.api_key}"));

  private final FakeEgress egress = new FakeEgress();
  private final EgressProviderApi api =
      new EgressProviderApi(Extended.egress(egress), Definitions.moments(), Duration.ofSeconds(3));

  static AuthMethod keys(
      CredentialPlacement placement,
      @Nullable Verification verification,
      @Nullable IdentityLookup identity) {
    return Definitions.method(
        new Keys(Keys.Kind.API_KEY),
        List.of(field("api_key", true), field("region", false)),
        new Api(
            UrlTemplate.parse(BASE),
            List.of(placement),
            Map.of("X-Version", Template.parse("2")),
            verification),
        identity);
  }

  private static InputField field(String name, boolean secret) {
    return new InputField(name, name, secret, true, FieldRules.ANY, FieldHelp.NONE, null);
  }

  private static Verification get(@Nullable Expectation okWhen) {
    return new Verification(
        RequestTemplate.get(ME), Verification.OK, Verification.REJECTED, okWhen);
  }

  private static Verification post(@Nullable String body) {
    RequestTemplate request =
        new RequestTemplate(
            "POST", UrlTemplate.parse(ME), Map.of(), body == null ? null : Template.parse(body));
    return new Verification(request, Set.of(200, 201), Verification.REJECTED, null);
  }

  static Credential key(String key) {
    return new Credential(
        Map.of(), Map.of("region", "eu"), Map.of("api_key", Secret.of(key)), Map.of(), null);
  }

  private Verdict verify(AuthMethod method, String key) {
    return api.verify(Definitions.app(method), method, key(key));
  }

  @Test
  void verifyWhenKeyGoesInAHeaderThenSendsItWithTheHeadersOfTheApp() {
    egress.answering(200, "{}");

    assertThat(verify(keys(BEARER, get(null), null), "k1")).isEqualTo(Verdict.ACCEPTED);

    Egress.Request request = egress.only();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url()).hasToString(ME);
    assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(3));
    assertThat(request.headers())
        .containsOnly(
            Map.entry("Accept", "application/json"),
            Map.entry("Authorization", "Bearer k1"),
            Map.entry("X-Version", "2"));
  }

  @Test
  void verifyWhenKeyGoesInTheQueryThenItIsEncoded() {
    egress.answering(200, "{}");

    verify(
        keys(
            new CredentialPlacement.Query("key", Template.parse("${secret.api_key}")),
            get(null),
            null),
        "a&b=c#d");

    assertThat(egress.only().url()).hasToString(ME + "?key=a%26b%3Dc%23d");
  }

  @Test
  void verifyWhenBasicThenSendsThePair() {
    egress.answering(200, "{}");

    verify(
        keys(
            new CredentialPlacement.Basic(
                Template.parse("${input.region}"), Template.parse("${secret.api_key}")),
            get(null),
            null),
        "pw");

    assertThat(egress.only().headers()).containsEntry("Authorization", "Basic ZXU6cHc=");
  }

  @Test
  void verifyWhenKeyGoesInTheUrlThenItStaysInsideItsSegment() {
    egress.answering(200, "{}");

    verify(
        keys(new CredentialPlacement.Url(Template.parse("/bot${secret.api_key}")), get(null), null),
        "1:a/../@evil.example.com?");

    assertThat(egress.only().url())
        .hasHost("api.example.com")
        .hasToString(BASE + "/bot1:a%2F..%2F@evil.example.com%3F/me");
  }

  @Test
  void verifyWhenKeyGoesInTheBodyThenJoinsTheObject() {
    egress.answering(201, "{}");

    assertThat(
            verify(
                keys(
                    new CredentialPlacement.Body("key", Template.parse("${secret.api_key}")),
                    post("{\"q\":\"${input.region}\"}"),
                    null),
                "k\"1"))
        .isEqualTo(Verdict.ACCEPTED);

    assertThat(egress.only().headers()).containsEntry("Content-Type", "application/json");
    assertThat(new String(egress.only().body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"key\":\"k\\\"1\",\"q\":\"eu\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"ok\":true} | ACCEPTED",
        "200 | {\"ok\":false,\"error\":\"invalid_auth\"} | REJECTED",
        "200 | {\"ok\":false,\"error\":\"ratelimited\"} | UNREACHABLE",
        "200 | {\"ok\":false,\"error\":\"internal_error\"} | UNREACHABLE",
        "200 | <html>Sign in to the network</html> | UNREACHABLE",
        "401 | {} | REJECTED",
        "403 | '' | REJECTED",
        "403 | {\"message\":\"x\",\"error\":\"rate limit exceeded\"} | UNREACHABLE",
        "404 | '' | UNREACHABLE",
        "302 | '' | UNREACHABLE",
        "429 | '' | UNREACHABLE",
        "500 | '' | UNREACHABLE",
        "503 | {\"ok\":false} | UNREACHABLE"
      })
  void verifyWhenAnsweredThenJudges(int status, String body, Verdict expected) {
    egress.answering(status, body);

    assertThat(verify(keys(BEARER, get(new Expectation(new DottedPath("ok"), "true")), null), "k1"))
        .isEqualTo(expected);
  }

  @Test
  void verifyWhenForbiddenForAskingTooOftenThenUnreachable() {
    egress.answering(
        FakeEgress.answered(403, Map.of("x-ratelimit-remaining", List.of("0")), "{}"),
        FakeEgress.answered(403, Map.of("retry-after", List.of("60")), "{}"));

    AuthMethod method = keys(BEARER, get(null), null);
    assertThat(verify(method, "k1")).isEqualTo(Verdict.UNREACHABLE);
    assertThat(verify(method, "k1")).isEqualTo(Verdict.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "DESTINATION_REFUSED, DESTINATION_REFUSED",
    "NAME_UNKNOWN, UNREACHABLE",
    "CONNECT_FAILED, UNREACHABLE",
    "TLS_FAILED, UNREACHABLE"
  })
  void verifyWhenNotSentThenSaysWhy(Egress.Cause cause, Verdict expected) {
    egress.answering(new Egress.NotSent(cause));

    assertThat(verify(keys(BEARER, get(null), null), "k1")).isEqualTo(expected);
  }

  @Test
  void verifyWhenAnswerIsLostThenUnreachable() {
    egress.answering(new Egress.Lost(Egress.Cause.DEADLINE));

    assertThat(verify(keys(BEARER, get(null), null), "k1")).isEqualTo(Verdict.UNREACHABLE);
  }

  @Test
  void verifyWhenNoProbeThenSaysSo() {
    assertThat(verify(keys(BEARER, null, null), "k1")).isEqualTo(Verdict.NO_PROBE);
    assertThat(egress.sent).isEmpty();
  }

  @Test
  void verifyWhenKeyHasALineBreakThenRejectsWithoutSending() {
    assertThat(verify(keys(BEARER, get(null), null), "k\r\nX-Evil: 1")).isEqualTo(Verdict.REJECTED);
    assertThat(egress.sent).isEmpty();
  }
}
