package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.OpenApiConformance;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.JwtKey;
import org.connectedaccounts.testing.SigningIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** JWTs of trusted issuers: what they can do, and everything that must not pass for one. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class TrustedIssuerTest {

  private static final String ANN = "ann-8c1f";
  private static final String MALLORY = "mallory-77";

  private static SigningIssuer login;
  private static SigningIssuer elsewhere;
  private static Heard heard;

  private Journey journey;
  private IssuedFor acme;

  @BeforeAll
  static void start() {
    login = new SigningIssuer(TestIssuers.port("login"));
    elsewhere = new SigningIssuer(TestIssuers.port("elsewhere"));
    heard = Heard.fromNowOn();
  }

  @AfterAll
  static void stop() {
    heard.close();
    login.close();
    elsewhere.close();
  }

  @BeforeEach
  void open() {
    journey =
        new Journey(
            Map.of(
                "name",
                "Acme",
                "return_urls",
                List.of(Journey.RETURN_URL),
                "allowed_origins",
                List.of(IssuedFor.ORIGIN)));
    // The service was there before the issuers, and has to ask again.
    await(() -> status(login.key().sign(login.claims(ANN))) != 503);
    await(() -> status(elsewhere.key().sign(elsewhere.claims(ANN))) != 503);
    acme = new IssuedFor(login, journey.workspace());
  }

  @AfterEach
  void close() {
    journey.close();
  }

  private static int status(String token) {
    return Journey.by(token).get("/v1/accounts").statusCode();
  }

  private ConnectFlow annsFlow() {
    return journey.open(journey.putOauthApp(), Map.of("external_user_id", ANN));
  }

  // --- what works

  @Test
  void endUserCompletesTheirOwnSessionFromTheBrowser() throws Exception {
    ConnectFlow flow = annsFlow();
    Response completed = acme.complete(flow, acme.user(ANN), flow.handle(), null);

    String account = ConnectFlow.accountOf(completed);
    assertThat(completed.<String>path("external_user_id")).isEqualTo(ANN);
    assertThat(completed.header("Access-Control-Allow-Origin")).isEqualTo(IssuedFor.ORIGIN);
    assertThat(journey.accounts()).containsExactly(account);
    await(() -> !audit("completeConnectSession").isEmpty());
    assertThat(audit("completeConnectSession").getFirst())
        .containsEntry("actor_kind", "end_user")
        .containsEntry("actor_id", "login:" + ANN)
        .containsEntry("external_user_id", ANN)
        .containsEntry("account_ids", List.of(account));
  }

  @Test
  void backendDoesWhatItsScopesSayAndNoMore() throws Exception {
    String token =
        login.ecKey().sign(acme.backend("openid accounts.accounts:read accounts.connect"));
    assertThat(status(token)).isEqualTo(200);
    Response opened =
        Journey.by(token)
            .contentType(ContentType.JSON)
            .body(Map.of("external_user_id", ANN))
            .post("/v1/connect-sessions");
    assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
    ProblemCheck.of(Journey.by(token).delete("/v1/accounts/acc_01kb2w3c5hf2q8r7x4w6m1d9ze"))
        .hasStatus(403)
        .hasCode("scope_missing");
    ProblemCheck.of(Journey.by(token).get("/v1/workspaces"))
        .hasStatus(403)
        .hasCode("operator_only");
    await(() -> !audit("createConnectSession").isEmpty());
    assertThat(audit("createConnectSession").getFirst())
        .containsEntry("actor_kind", "trusted_backend")
        .containsEntry("actor_id", "login:service-account");
  }

  @Test
  void endUserReachesNothingElse() {
    for (String path :
        List.of("/v1/accounts", "/v1/apps", "/v1/events", "/v1/audit-entries", "/v1/api-keys")) {
      ProblemCheck.of(Journey.by(acme.user(ANN)).get(path))
          .hasStatus(403)
          .hasCode("end_user_limited");
    }
    Map<String, Object> greedy = acme.claims(ANN);
    greedy.put("azp", "frontend");
    greedy.put("scope", "accounts.admin accounts.credentials:read");
    ProblemCheck.of(Journey.by(login.key().sign(greedy)).get("/v1/accounts"))
        .hasStatus(403)
        .hasCode("end_user_limited");
  }

  @Test
  void pageOfAnotherOriginDoesNotReadTheAnswer() {
    Response answer =
        Journey.by(acme.user(ANN)).header("Origin", "https://evil.example").get("/v1/accounts");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  // --- another user, another workspace

  @Test
  void c1VictimConsentsAtTheAttackersUrlThenTheVictimsOwnTokenEndsIt() {
    ConnectFlow attack = journey.open(journey.putOauthApp(), Map.of("external_user_id", MALLORY));
    String handle = attack.handle();

    ProblemCheck.of(acme.complete(attack, acme.user(ANN), handle, null))
        .hasStatus(403)
        .hasCode("user_mismatch");
    ProblemCheck.of(acme.complete(attack, acme.user(MALLORY), handle, null))
        .hasStatus(409)
        .hasCode("session_state");
    assertThat(journey.accounts()).isEmpty();
  }

  @Test
  void c1BodyThatNamesTheSessionsUserDoesNotHelpAnotherUsersToken() {
    ConnectFlow flow = annsFlow();
    ProblemCheck.of(acme.complete(flow, acme.user(MALLORY), flow.handle(), ANN))
        .hasStatus(403)
        .hasCode("user_mismatch");
    assertThat(flow.status()).isEqualTo("failed");
  }

  @Test
  void p10SessionOfAnotherUserOrWorkspaceDoesNotExist() {
    ConnectFlow flow = annsFlow();
    String handle = flow.handle();
    ProblemCheck.of(acme.complete(flow, acme.user(MALLORY), "guessed", ANN))
        .hasStatus(404)
        .hasCode("session_not_found");
    try (Journey other = new Journey()) {
      Map<String, Object> there = acme.claims(ANN);
      there.put(TestIssuers.WORKSPACE_CLAIM, other.workspace());
      ProblemCheck.of(acme.complete(flow, login.key().sign(there), handle, null))
          .hasStatus(404)
          .hasCode("session_not_found");
      ProblemCheck.of(
              Journey.by(acme.user(ANN))
                  .header("Workspace", other.workspace())
                  .get("/v1/connect-sessions/" + flow.id()))
          .hasStatus(404)
          .hasCode("workspace_not_found");
    }
    ConnectFlow.accountOf(acme.complete(flow, acme.user(ANN), handle, ANN));
  }

  // --- what is no good token

  @TestFactory
  Stream<DynamicTest> worthlessTokensAreAllRefusedAlike() {
    var forgeries = new Forgeries(login, elsewhere, () -> acme.backend("accounts.accounts:read"));
    return forgeries.all().entrySet().stream()
        .map(
            forgery ->
                DynamicTest.dynamicTest(
                    forgery.getKey(),
                    () -> {
                      Response answer = Journey.by(forgery.getValue()).get("/v1/accounts");
                      ProblemCheck.of(answer).hasStatus(401).hasCode("unauthenticated");
                      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                      Heard.assertNothingOf(forgery.getValue(), answer.asString());
                      Heard.assertNothingOf(forgery.getValue(), heard.lines.toString());
                    }));
  }

  @Test
  void goodTokensOfTheSameMakeAreTaken() {
    var forgeries = new Forgeries(login, elsewhere, () -> acme.backend("accounts.accounts:read"));
    forgeries.good().forEach((name, token) -> assertThat(status(token)).as(name).isEqualTo(200));
  }

  @Test
  void tokenInTheUrlOrUnderAnotherSchemeIsNone() {
    String token = login.key().sign(acme.backend("accounts.accounts:read"));
    for (String query : List.of("?access_token=", "?token=", "?jwt=")) {
      Response answer = OpenApiConformance.given().get("/v1/accounts" + query + token);
      assertThat(answer.statusCode()).isEqualTo(401);
    }
    for (String scheme : List.of("JWT ", "DPoP ", "Token ", "")) {
      Response answer =
          OpenApiConformance.given().header("Authorization", scheme + token).get("/v1/accounts");
      assertThat(answer.statusCode()).as(scheme).isEqualTo(401);
    }
    Response cookie =
        OpenApiConformance.given().header("Cookie", "q_session=" + token).get("/v1/accounts");
    assertThat(cookie.statusCode()).isEqualTo(401);
    Heard.assertNothingOf(token, heard.lines.toString());
  }

  @Test
  void tokenOfEnormousSizeIsTurnedAway() {
    Map<String, Object> huge = acme.backend("accounts.accounts:read");
    huge.put("picture", "x".repeat(30_000));
    Response answer =
        RestAssured.given()
            .header("Authorization", "Bearer " + login.key().sign(huge))
            .get("/v1/accounts");
    ProblemCheck.of(answer).hasStatus(431).hasCode("headers_too_large");
  }

  @Test
  void unknownKeysDoNotHaveUsCallTheIssuerAgainAndAgain() {
    int before = login.server().requests().size();
    for (int i = 0; i < 100; i++) {
      status(JwtKey.ec("invented-" + i).sign(acme.backend("accounts.accounts:read")));
    }
    // Its metadata and its keys, once.
    assertThat(login.server().requests().size() - before).isLessThanOrEqualTo(2);
  }

  /** A token may say where its key is, and nobody goes there. */
  @Test
  void headersThatPointElsewhereHaveUsCallNobody() {
    int before = elsewhere.server().requests().size();
    for (String name : List.of("jku", "x5u")) {
      Map<String, Object> header = elsewhere.key().header();
      header.put("kid", name);
      header.put(name, elsewhere.issuer() + SigningIssuer.KEYS);
      assertThat(status(elsewhere.key().sign(header, acme.backend("accounts.accounts:read"))))
          .isEqualTo(401);
    }
    assertThat(elsewhere.server().requests()).hasSize(before);
  }

  @Test
  void issuerThatIsAwayIsSaidToBe() {
    Map<String, Object> claims = new LinkedHashMap<>(login.claims(ANN));
    claims.put("iss", "http://127.0.0.1:" + TestIssuers.port("away"));
    Response answer = Journey.by(login.key().sign(claims)).get("/v1/accounts");
    ProblemCheck.of(answer).hasStatus(503).hasCode("issuer_unavailable");
    assertThat(answer.header("Retry-After")).isNotNull();
  }

  @Test
  void knownKeysGoOnWhileTheIssuerIsAway() {
    login.server().goDown();
    try {
      assertThat(status(login.key().sign(acme.backend("accounts.accounts:read")))).isEqualTo(200);
    } finally {
      login.server().comeBack();
    }
  }

  private List<Map<String, Object>> audit(String action) {
    return journey.byKey().queryParam("action", action).get("/v1/audit-entries").path("data");
  }
}
