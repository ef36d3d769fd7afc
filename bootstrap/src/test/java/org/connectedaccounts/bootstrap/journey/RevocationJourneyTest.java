package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens were stolen: many accounts are revoked at once. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RevocationJourneyTest {

  private static final String BOB = "user-bob";

  private Journey journey;
  private ScriptedProvider provider;

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
  }

  @AfterEach
  void close() {
    journey.close();
  }

  private Response post(String path, Map<String, ?> selection) {
    return journey.byKey().contentType(ContentType.JSON).body(selection).post(path);
  }

  /** Begins one; answers its id. */
  private String revoke(Map<String, ?> selection) {
    Response begun = post("/v1/revocations", selection);
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
    String id = begun.path("id");
    assertThat(begun.header("Location")).endsWith("/v1/revocations/" + id);
    return id;
  }

  private Response read(String revocation) {
    return journey
        .byKey()
        .get("/v1/revocations/{id}", revocation)
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private Response done(String revocation) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      Response read = read(revocation);
      if (read.<String>path("state").equals("done")) {
        return read;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("it is never done: " + read(revocation).asString());
  }

  private Response accounts(String revocation, String outcome) {
    return journey
        .byKey()
        .queryParam("outcome", outcome)
        .get("/v1/revocations/{id}/accounts", revocation)
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private void isOutOfUse(String account) {
    Response refused = journey.credentials(account);
    ProblemCheck.of(refused).hasStatus(409).hasCode("account_unavailable");
    assertThat(refused.<String>path("accounts[0].status_reason")).isEqualTo("revoked_by_operator");
    ProblemCheck.of(journey.renewedCredentials(account))
        .hasStatus(409)
        .hasCode("account_unavailable");
  }

  private boolean works(String account) {
    return journey.credentials(account).statusCode() == 200;
  }

  @Test
  void revokeWhenByAppThenThoseAreRefusedAtOnceAndEndedAtTheProvider() throws Exception {
    String app = journey.putOauthApp();
    String account = journey.open(app).connect();
    String refreshToken = provider.ledger().latest(Kind.REFRESH);
    String key = journey.put(AppDocument.key(provider));
    provider.acceptsApiKey("good-key");
    String mail = journey.open(key).connectBy(Map.of("api_key", "good-key"));
    var gate = provider.revocation().holdsOnce();

    String revocation = revoke(Map.of("app", app));

    isOutOfUse(account);
    assertThat(works(mail)).isTrue();
    gate.open();
    Response done = done(revocation);
    assertThat(done.<Integer>path("total")).isEqualTo(1);
    assertThat(done.<Integer>path("revoked")).isEqualTo(1);
    assertThat(done.<String>path("app")).isEqualTo(app);
    assertThat(done.<String>path("actor_kind")).isEqualTo("api_key");
    assertThat(provider.ledger().revoked(Kind.REFRESH)).containsExactly(refreshToken);
    assertThat(provider.grants("refresh_token")).isEmpty();
    assertThat(journey.account(account).<String>path("status_reason"))
        .isEqualTo("revoked_by_operator");
    assertThat(accounts(revocation, "revoked").<List<String>>path("data.account_id"))
        .containsExactly(account);
    isOutOfUse(account);
  }

  @Test
  void revokeWhenByUserOrByTimeThenOthersGoOn() throws Exception {
    String app = journey.putOauthApp();
    String adas = journey.open(app).connect();
    provider.signsIn(Person.GRACE);
    String bobs = journey.open(app, Map.of("external_user_id", BOB)).connect();

    done(revoke(Map.of("external_user_id", BOB)));
    assertThat(works(adas)).isTrue();
    isOutOfUse(bobs);

    Instant incident = Instant.now();
    assertThat(journey.open(app, Map.of("external_user_id", BOB)).connect()).isEqualTo(bobs);
    Response count = post("/v1/revocations/count", Map.of("connected_before", incident.toString()));
    assertThat(count.<Integer>path("total")).isEqualTo(1);
    assertThat(works(adas)).isTrue();
    done(revoke(Map.of("connected_before", incident.toString())));
    isOutOfUse(adas);
    assertThat(works(bobs)).isTrue();
  }

  @Test
  void revokeWhenReconnectedMeanwhileThenTheReconnectWins() throws Exception {
    String app = journey.putOauthApp();
    String account = journey.open(app).connect();
    String stolen = provider.ledger().latest(Kind.REFRESH);
    var gate = provider.revocation().holdsOnce();
    String revocation = revoke(Map.of("all", true));
    assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

    assertThat(journey.open(app).connect()).isEqualTo(account);
    gate.open();
    done(revocation);

    assertThat(works(account)).isTrue();
    assertThat(provider.ledger().isUsable(stolen)).isFalse();
    assertThat(provider.ledger().isUsable(provider.ledger().latest(Kind.REFRESH))).isTrue();
    assertThat(journey.renewedCredentials(account).statusCode()).isEqualTo(200);
  }

  @Test
  void revokeWhenTheProviderAsksForAPauseThenItIsTriedAgain() throws Exception {
    String account = journey.connected();
    provider.revocation().answersOnce(Reply.tooManyRequests(1));

    Response done = done(revoke(Map.of("all", true)));

    assertThat(done.<Integer>path("revoked")).isEqualTo(1);
    assertThat(provider.requestsTo(ScriptedProvider.REVOKE)).hasSize(2);
    isOutOfUse(account);
  }

  @Test
  void revokeWhenTheProviderRefusesThenIsListedWithItsErrorAndCanBeTriedAgain() throws Exception {
    String account = journey.connected();
    provider.revocation().answersAlways(Reply.oauthError(401, "invalid_client"));
    String revocation = revoke(Map.of("all", true));

    assertThat(done(revocation).<Integer>path("failed")).isEqualTo(1);
    Response failed = accounts(revocation, "failed");
    assertThat(failed.<String>path("data[0].account_id")).isEqualTo(account);
    assertThat(failed.<String>path("data[0].reason")).isEqualTo("refused");
    assertThat(failed.<Integer>path("data[0].http_status")).isEqualTo(401);
    assertThat(failed.<String>path("data[0].oauth_error")).isEqualTo("invalid_client");
    assertThat(failed.asString()).doesNotContain(provider.ledger().latest(Kind.REFRESH));

    provider.revocation().worksAgain();
    assertThat(done(revoke(Map.of("all", true))).<Integer>path("revoked")).isEqualTo(1);
  }

  @Test
  void revokeWhenNobodyCanBeAskedThenIsListed() throws Exception {
    String crm = journey.putWithClient(AppDocument.oauth(provider).without("revocation"));
    String account = journey.open(crm).connect();
    String key = journey.put(AppDocument.key(provider));
    provider.acceptsApiKey("good-key");
    String mail = journey.open(key).connectBy(Map.of("api_key", "good-key"));
    String revocation = revoke(Map.of("all", true));

    assertThat(done(revocation).<Integer>path("not_revocable")).isEqualTo(2);

    Response listed = accounts(revocation, "not_revocable");
    assertThat(listed.<List<String>>path("data.account_id"))
        .containsExactlyInAnyOrder(account, mail);
    assertThat(listed.<List<String>>path("data.reason"))
        .containsExactlyInAnyOrder("no_revocation_endpoint", "typed_key");
    assertThat(listed.asString()).doesNotContain("good-key");
  }

  @Test
  void revokeWhenOfAnotherWorkspaceThenNothingOfItIsTouchedOrSeen() throws Exception {
    String account = journey.connected();
    String own = revoke(Map.of("external_user_id", "nobody"));
    try (Journey other = new Journey()) {
      Response begun =
          other
              .byKey()
              .contentType(ContentType.JSON)
              .body(Map.of("all", true))
              .post("/v1/revocations");
      assertThat(begun.<Integer>path("total")).isZero();
      for (String path : List.of("/v1/revocations/{id}", "/v1/revocations/{id}/accounts")) {
        ProblemCheck.of(other.byKey().get(path, own))
            .hasStatus(404)
            .hasCode("revocation_not_found");
      }
      assertThat(other.byKey().get("/v1/revocations").<List<String>>path("data.id"))
          .containsExactly(begun.<String>path("id"));
    }
    assertThat(works(account)).isTrue();
  }

  @Test
  void revokeWhenNothingIsSaidThenRefused() {
    ProblemCheck.of(post("/v1/revocations", Map.of())).hasStatus(400).hasCode("invalid_request");
    ProblemCheck.of(post("/v1/revocations", Map.of("app", "")))
        .hasStatus(400)
        .hasCode("invalid_request");
    ProblemCheck.of(post("/v1/revocations", Map.of("all", true, "app", "slack")))
        .hasStatus(400)
        .hasCode("invalid_request");
    ProblemCheck.of(post("/v1/revocations/count", Map.of("all", false)))
        .hasStatus(400)
        .hasCode("invalid_request");
  }

  @Test
  void revokeWhenTheAppIsMistypedThenRefused() {
    for (String path : List.of("/v1/revocations", "/v1/revocations/count")) {
      ProblemCheck.of(post(path, Map.of("app", "Slack")))
          .hasStatus(400)
          .hasCode("invalid_request")
          .pointsAt("/app");
      ProblemCheck.of(post(path, Map.of("app", "slakc"))).hasStatus(404).hasCode("app_not_found");
    }
  }

  @Test
  void revokeWhenSentTwiceWithOneKeyThenOnce() {
    List<Response> both =
        Stream.of(1, 2)
            .map(
                _ ->
                    journey
                        .byKey()
                        .header("Idempotency-Key", "incident-1")
                        .contentType(ContentType.JSON)
                        .body(Map.of("all", true))
                        .post("/v1/revocations"))
            .toList();

    assertThat(both.getFirst().<String>path("id")).isEqualTo(both.getLast().path("id"));
    assertThat(both.getLast().header("Location")).isEqualTo(both.getFirst().header("Location"));
    assertThat(journey.byKey().get("/v1/revocations").<List<String>>path("data.id")).hasSize(1);
  }

  @Test
  void revokeWhenAskedForThenTheAuditSaysWhoAndWhose() throws Exception {
    journey.connected();
    revoke(Map.of("external_user_id", Journey.ADAS_USER));
    for (int i = 0; i < 100; i++) {
      Response entries =
          journey.byKey().queryParam("action", "startRevocation").get("/v1/audit-entries");
      if (!entries.<List<?>>path("data").isEmpty()) {
        assertThat(entries.<String>path("data[0].actor_kind")).isEqualTo("api_key");
        assertThat(entries.<String>path("data[0].external_user_id")).isEqualTo(Journey.ADAS_USER);
        assertThat(entries.<Integer>path("data[0].status")).isEqualTo(202);
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing in the audit");
  }
}
