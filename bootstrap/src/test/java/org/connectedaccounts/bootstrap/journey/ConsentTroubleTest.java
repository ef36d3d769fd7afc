package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.AuthorizeAnswer;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which a consent can end without an account. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ConsentTroubleTest {

  private static final String LATE_USER = "user-late";

  @Inject DataSource dataSource;

  private Journey journey;
  private ScriptedProvider provider;

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
  }

  @AfterEach
  void leavesNoHalfAccount() {
    assertThat(journey.accounts()).isEmpty();
    journey.close();
  }

  @Test
  void callbackWhenDeniedOrRefusedThenTheBrowserCarriesTheCode() {
    ConnectFlow flow = journey.open(journey.putOauthApp());

    provider.authorizesOnce(AuthorizeAnswer.denied());
    assertThat(flow.comesBackRefused()).isEqualTo("consent_denied");
    assertThat(flow.errorCode()).isEqualTo("consent_denied");

    provider.authorizesOnce(AuthorizeAnswer.error("server_error", "secret words"));
    assertThat(flow.comesBackRefused()).isEqualTo("provider_error");
    assertThat(flow.poll().asString()).contains("provider_error").doesNotContain("secret words");
    assertThat(flow.poll().<String>path("error.oauth_error")).isEqualTo("server_error");

    provider.authorizesOnce(AuthorizeAnswer.granted().withoutCode());
    assertThat(flow.comesBackRefused()).isEqualTo("callback_invalid");
    assertThat(flow.status()).isEqualTo("failed");
    assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).isEmpty();
  }

  @Test
  void callbackWhenAnotherIssuerAnswersThenTheCodeStaysUnspent() {
    ConnectFlow flow = journey.open(journey.putOauthApp());

    provider.authorizesOnce(AuthorizeAnswer.granted().issuedBy("https://evil.example.test"));
    assertThat(flow.comesBackRefused()).isEqualTo("issuer_mismatch");
    assertThat(provider.ledger().presented(Kind.CODE)).isEmpty();
  }

  @Test
  void callbackWhenReplayedOrForgedThenGoesNowhere() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    URI callback = flow.consent();
    flow.comesBack(callback);

    assertLost(callback, "state_invalid");
    assertLost(URI.create(callback + "&code=again"), "callback_invalid");
    provider.authorizesOnce(AuthorizeAnswer.granted().withState("forged"));
    assertLost(flow.consent(), "state_invalid");
    provider.authorizesOnce(AuthorizeAnswer.granted().withoutState());
    assertLost(flow.consent(), "state_invalid");
  }

  @Test
  void callbackWhenPagesAreNotTakenThenGoesOnAllTheSame() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    URI callback = flow.consent();
    for (String accept : List.of("application/json", "image/png")) {
      URI forged = URI.create(callback.toString().replace("state=", "state=x"));
      ProblemCheck.of(ConnectFlow.visit(forged, accept)).hasStatus(400).hasCode("state_invalid");
    }
    Response on = ConnectFlow.visit(callback, "application/json,, not a type, \"");
    assertThat(on.statusCode()).as(on.asString()).isEqualTo(303);
    assertThat(on.header("Location")).startsWith(Journey.RETURN_URL + "?");
  }

  @Test
  void callbackWhenSupersededThenOnlyTheLatestCounts() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    URI first = flow.consent();
    String handle = flow.handle();

    assertLost(first, "state_invalid");
    String later = flow.handle();
    ProblemCheck.of(flow.complete(handle)).hasStatus(403).hasCode("handle_invalid");
    assertThat(provider.ledger().presented(Kind.CODE)).isEmpty();
    journey.delete(ConnectFlow.accountOf(flow.complete(later))).then().statusCode(200);
  }

  @Test
  void callbackWhenOfAnotherAppThenGoesNowhere() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    String other =
        journey.putWithClient(new AppDocument("other_crm", AppDocument.oauth(provider).method()));
    URI stranger = journey.open(other).consent();
    URI callback = flow.consent();

    URI mixed = callback.resolve(stranger.getRawPath() + "?" + callback.getRawQuery());
    assertLost(mixed, "state_invalid");
    assertThat(flow.status()).isEqualTo("authorizing");
  }

  @Test
  void completeWhenTheCodeDiedThenSaysSoAndTheSessionMayTryAgain() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    String handle = flow.handle();

    provider.letsPass(Duration.ofSeconds(61));
    ProblemCheck.of(flow.complete(handle)).hasStatus(409).hasCode("authorization_code_expired");
    assertThat(flow.errorCode()).isEqualTo("authorization_code_expired");
    ProblemCheck.of(flow.complete(handle)).hasStatus(409).hasCode("session_state");
    journey.delete(flow.connect()).then().statusCode(200);
  }

  @Test
  void completeWhenUserIsForeignThenTheSessionEndsForGood() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    String handle = flow.handle();

    ProblemCheck.of(flow.complete(handle, "user-mallory")).hasStatus(403).hasCode("user_mismatch");
    assertThat(flow.errorCode()).isEqualTo("user_mismatch");
    ProblemCheck.of(flow.complete(handle)).hasStatus(409).hasCode("session_state");
    ProblemCheck.of(flow.authorize()).hasStatus(409).hasCode("session_state");
    assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).isEmpty();
  }

  @Test
  void completeWhenProviderIsDownThenTheSameHandleServesAgain() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    String handle = flow.handle();

    provider.goesDown();
    Response refused = flow.complete(handle);
    ProblemCheck.of(refused).hasStatus(503).hasCode("provider_unavailable");
    assertThat(refused.header("Retry-After")).isNotNull();

    provider.comesBack();
    journey.delete(ConnectFlow.accountOf(flow.complete(handle))).then().statusCode(200);
  }

  @Test
  void completeWhenTheAnswerIsLostThenTheCodeIsNotSentTwice() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    provider.token().losesAnswerOnce(Reply.reset());

    ProblemCheck.of(flow.complete()).hasStatus(503).hasCode("provider_timeout");
    assertThat(provider.grants("authorization_code")).hasSize(1);
    assertThat(flow.errorCode()).isEqualTo("provider_timeout");
  }

  @Test
  void completeWhenTheClientIsWrongThenRefusedAndTheClientFails() {
    String app = journey.putOauthApp();
    // Not in place of the right one, which would serve.
    journey.byKey().delete("/v1/oauth-clients/{app}", app).then().statusCode(204);
    journey.putClient(app, ScriptedProvider.CLIENT_ID, "wrong");
    ConnectFlow flow = journey.open(app);

    ProblemCheck.of(flow.complete()).hasStatus(422).hasCode("token_rejected").doesNotEcho("wrong");
    Response client = journey.byKey().get("/v1/oauth-clients/{app}", app);
    assertThat(client.<String>path("status")).isEqualTo("failing");
    assertThat(client.<String>path("status_reason")).isEqualTo("invalid_client");
  }

  @Test
  void sessionWhenExpiredThenNothingGoesOn() throws SQLException {
    ConnectFlow flow = journey.open(journey.putOauthApp(), Map.of("external_user_id", LATE_USER));
    URI callback = flow.consent();

    letSessionsOfLateUserExpire();
    Response read = journey.byKey().get("/v1/connect-sessions/{id}", flow.id());
    assertThat(read.<String>path("status")).isEqualTo("expired");
    assertThat(flow.comesBack(callback).getQuery()).endsWith("error=session_expired");
    ProblemCheck.of(flow.authorize()).hasStatus(401).hasCode("unauthenticated");
    ProblemCheck.of(flow.complete("any", LATE_USER)).hasStatus(410).hasCode("session_expired");
    assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).isEmpty();
  }

  private void letSessionsOfLateUserExpire() throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update connect_session set expires_at = now() where external_user_id = ?")) {
      update.setString(1, LATE_USER);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static void assertLost(URI callback, String code) {
    Response page = ConnectFlow.visit(callback);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.header("Location")).isNull();
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.asString()).contains("<code>" + code + "</code>");
  }
}
