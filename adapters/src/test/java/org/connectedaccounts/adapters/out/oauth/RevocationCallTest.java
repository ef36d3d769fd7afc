package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer.Revoked;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.Revocation;
import org.connectedaccounts.domain.app.RevocationRequest;
import org.connectedaccounts.domain.app.RevokedToken;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationCallTest {

  private final FakeEgress egress = new FakeEgress();

  private RevocationAnswer revoke(@Nullable Revocation revocation, Credential known) {
    var tokens = Definitions.tokens(ClientAuth.BASIC, BodyFormat.FORM, Map.of());
    return new EgressAuthorizationServer(
            Extended.egress(egress),
            FakeOidcClients.unused(),
            Definitions.moments(),
            Duration.ofSeconds(5))
        .revoke(
            Definitions.endpoint(
                Definitions.method(Definitions.oauth(tokens, RefreshRequest.PLAIN, revocation)),
                known),
            () -> true);
  }

  private static Revocation by(
      String method, Revocation.Auth auth, RevokedToken token, RevocationRequest request) {
    return new Revocation(
        UrlTemplate.parse("https://as.example.com/revoke"), method, auth, token, request);
  }

  private static Revocation rfc7009(RevokedToken token) {
    return by("POST", Revocation.Auth.CLIENT, token, RevocationRequest.PLAIN);
  }

  @Test
  void revokeWhenStandardThenSendsTheRefreshTokenAsTheClient() {
    egress.answering(200, "");

    assertThat(revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", "r/t")))
        .isEqualTo(RevocationAnswer.REVOKED);

    assertThat(egress.only().url()).isEqualTo(URI.create("https://as.example.com/revoke"));
    assertThat(egress.only().headers())
        .containsEntry("Authorization", "Basic dGhlK2NsaWVudDpzJTNBY3IlMjZ0")
        .containsEntry("Content-Type", "application/x-www-form-urlencoded");
    assertThat(egress.body()).isEqualTo("token=r%2Ft");
  }

  @Test
  void revokeWhenNoRefreshTokenThenSendsTheAccessToken() {
    egress.answering(200, "");

    revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", null));

    assertThat(egress.body()).isEqualTo("token=at");
  }

  /** What was kept before a reconnect may have names of an older definition. */
  @Test
  void revokeWhenTheAccessTokenHasAnotherNameThenNoOtherTokenIsSentForIt() {
    Credential older =
        new Credential(
            Map.of("older", new Token(Secret.of("at"), null)),
            Map.of(),
            Map.of(),
            Map.of(),
            Secret.of("rt"));

    assertThat(revoke(rfc7009(RevokedToken.ACCESS), older))
        .isEqualTo(RevocationAnswer.NOT_SUPPORTED);

    egress.answering(200, "");
    assertThat(revoke(rfc7009(RevokedToken.REFRESH), older)).isEqualTo(RevocationAnswer.REVOKED);
    assertThat(egress.body()).isEqualTo("token=rt");
  }

  @Test
  void revokeWhenBearerWithoutParameterThenBodyIsEmpty() {
    egress.answering(204, "");
    RevocationRequest request = new RevocationRequest("", Map.of(), Map.of());

    revoke(
        by("DELETE", Revocation.Auth.BEARER, RevokedToken.ACCESS, request),
        Definitions.holding("at", "rt"));

    assertThat(egress.only().method()).isEqualTo("DELETE");
    assertThat(egress.only().headers())
        .containsEntry("Authorization", "Bearer at")
        .doesNotContainKey("Content-Type");
    assertThat(egress.body()).isEmpty();
  }

  @Test
  void revokeWhenJsonAndTemplatesThenSendsAnObject() {
    egress.answering(200, "");
    RevocationRequest request =
        new RevocationRequest(
            "access_token",
            Map.of("Content-Type", Template.parse("application/json")),
            Map.of("also", Template.parse("${secret.oauth_access_token}")));

    revoke(
        by("POST", Revocation.Auth.NONE, RevokedToken.ACCESS, request),
        Definitions.holding("at", null));

    assertThat(egress.body()).isEqualTo("{\"access_token\":\"at\",\"also\":\"at\"}");
  }

  @Test
  void revokeWhenGetThenParametersStandInTheQuery() {
    egress.answering(200, "");

    revoke(
        by("GET", Revocation.Auth.NONE, RevokedToken.ACCESS, RevocationRequest.PLAIN),
        Definitions.holding("a t", null));

    assertThat(egress.only().url()).hasToString("https://as.example.com/revoke?token=a+t");
  }

  @Test
  void revokeWhenDefinitionHasNoneOrNoTokenIsHeldThenNotSupported() {
    assertThat(revoke(null, Definitions.holding("at", "rt")))
        .isEqualTo(RevocationAnswer.NOT_SUPPORTED);
    assertThat(revoke(rfc7009(RevokedToken.REFRESH), Credential.EMPTY))
        .isEqualTo(RevocationAnswer.NOT_SUPPORTED);
    assertThat(egress.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | '' | YES |",
        "204 | '' | YES |",
        "400 | {\"error\":\"invalid_token\"} | YES |",
        "400 | {\"error\":\"unsupported_token_type\"} | REFUSED | unsupported_token_type",
        "401 | {\"error\":\"invalid_client\"} | REFUSED | invalid_client",
        "400 | {\"error\":\"no token rt-of-ada here\"} | REFUSED | no token *** here",
        "404 | '' | REFUSED |",
        "302 | '' | REFUSED |",
        "400 | {\"error\":\"slow_down\"} | THROTTLED | slow_down",
        "429 | '' | THROTTLED |",
        "400 | {\"error\":\"server_error\"} | UNAVAILABLE | server_error",
        "408 | '' | UNAVAILABLE |",
        "503 | {\"error\":\"invalid_token\"} | UNAVAILABLE | invalid_token"
      })
  void revokeWhenAnsweredThenSaysWhatBecameOfIt(
      int status, String body, Revoked expected, @Nullable String error) {
    egress.answering(status, body);

    RevocationAnswer answer =
        revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", "rt-of-ada"));

    assertThat(answer.revoked()).isEqualTo(expected);
    assertThat(answer.error()).isEqualTo(error);
  }

  @Test
  void revokeWhenAskedToWaitThenSaysForHowLong() {
    egress.answering(new Egress.Answered(503, Map.of("retry-after", List.of("7")), new byte[0]));

    assertThat(revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", "rt")))
        .isEqualTo(new RevocationAnswer(Revoked.THROTTLED, 503, null, Duration.ofSeconds(7)));
  }

  @Test
  void revokeWhenTheAddressIsRefusedThenSaysSo() {
    egress.answering(new Egress.NotSent(Egress.Cause.DESTINATION_REFUSED));

    assertThat(revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", "rt")).revoked())
        .isEqualTo(Revoked.DESTINATION_REFUSED);
  }

  @Test
  void revokeWhenNotAnsweredThenUnavailable() {
    egress.answering(
        new Egress.Lost(Egress.Cause.DEADLINE), new Egress.NotSent(Egress.Cause.CONNECT_FAILED));

    for (int i = 0; i < 2; i++) {
      assertThat(revoke(rfc7009(RevokedToken.REFRESH), Definitions.holding("at", "rt")))
          .isEqualTo(RevocationAnswer.UNAVAILABLE);
    }
  }
}
