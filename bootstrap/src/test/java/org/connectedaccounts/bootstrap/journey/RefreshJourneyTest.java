package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.RefreshBehaviour;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenAnswer;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that run out, and providers that do not help. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RefreshJourneyTest {

  private static final int READERS = 40;

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

  @Test
  void readWhenManyAtOnceThenOneRefresh() throws Exception {
    String account = connectedWithDeadToken();
    Callable<String> read = () -> journey.accessToken(account);
    Set<String> tokens = new HashSet<>();
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : readers.invokeAll(Collections.nCopies(READERS, read))) {
        tokens.add(each.get());
      }
    }

    assertThat(tokens).containsExactly(provider.ledger().latest(Kind.ACCESS));
    assertThat(provider.ledger().presented(Kind.REFRESH)).hasSize(1);
    assertThat(provider.ledger().consumed(Kind.REFRESH)).hasSize(1);
    assertThat(journey.credentials(account).<Integer>path("version")).isEqualTo(2);
  }

  @Test
  void readWhenTokensRotateThenEachIsSpentOnce() {
    provider.refreshes(RefreshBehaviour.FAMILY);
    String account = journey.connected();

    for (int version = 2; version <= 4; version++) {
      assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(version);
    }
    assertThat(provider.ledger().consumed(Kind.REFRESH)).hasSize(3).doesNotHaveDuplicates();
    assertThat(provider.ledger().refused(Kind.REFRESH)).isEmpty();
  }

  @Test
  void readWhenNoRefreshTokenComesBackThenTheOldOneServes() {
    provider.refreshes(RefreshBehaviour.NO_TOKEN_BACK);
    provider.refreshAnswers(TokenAnswer.standard());
    String account = journey.connected();

    journey.renewedCredentials(account).then().statusCode(200);
    journey.renewedCredentials(account).then().statusCode(200);
    assertThat(provider.ledger().presented(Kind.REFRESH)).hasSize(2);
    assertThat(Set.copyOf(provider.ledger().presented(Kind.REFRESH))).hasSize(1);
  }

  @Test
  void readWhenTheGrantIsDeadThenSaysWhyAndAsksNoMore() {
    String account = journey.connected();
    provider.forgets(Person.ADA);

    Response refused = journey.renewedCredentials(account);
    ProblemCheck.of(refused).hasStatus(409).hasCode("account_unavailable");
    assertThat(refused.<String>path("accounts[0].status")).isEqualTo("reauthorization_required");
    assertThat(refused.<String>path("accounts[0].status_reason")).isEqualTo("revoked");
    assertThat(provider.grants("refresh_token")).hasSize(1);

    ProblemCheck.of(journey.renewedCredentials(account)).hasStatus(409);
    ProblemCheck.of(journey.credentials(account)).hasStatus(409);
    ProblemCheck.of(journey.byKey().noContentType().post("/v1/accounts/{id}/refresh", account))
        .hasStatus(409);
    assertThat(provider.grants("refresh_token")).hasSize(1);
    assertThat(journey.account(account).<String>path("status"))
        .isEqualTo("reauthorization_required");
  }

  @Test
  void readWhenProviderIsInTroubleThenALivingTokenIsServed() throws Exception {
    String account = journey.connected();
    String token = journey.accessToken(account);
    provider.token().answersAlways(Reply.errorPage(500));

    Response served = journey.renewedCredentials(account);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.<String>path("auths.oauth_access_token")).isEqualTo(token);
    assertThat(journey.account(account).<String>path("status")).isEqualTo("degraded");

    int asked = provider.grants("refresh_token").size();
    provider.token().worksAgain();
    assertThat(journey.renewedCredentials(account).<Integer>path("version")).isEqualTo(1);
    assertThat(provider.grants("refresh_token")).hasSize(asked);

    awaitVersion(account, 2);
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }

  /** A provider that was in trouble is left alone for some seconds. */
  private void awaitVersion(String account, int version) throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      Response read = journey.renewedCredentials(account);
      if (read.statusCode() == 200 && read.<Integer>path("version") == version) {
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError("there was never a version " + version);
  }

  @Test
  void readWhenProviderIsInTroubleAndTheTokenIsDeadThenLater() throws Exception {
    String account = connectedWithDeadToken();
    provider.token().answersOnce(Reply.errorPage(500));

    Response refused = journey.credentials(account);
    ProblemCheck.of(refused).hasStatus(503).hasCode("provider_unavailable");
    assertThat(refused.header("Retry-After")).isNotNull();
    awaitVersion(account, 2);
  }

  @Test
  void readWhenProviderAsksForAPauseThenItGetsIt() throws Exception {
    String account = connectedWithDeadToken();
    provider.token().answersOnce(Reply.tooManyRequests(7));

    assertThat(journey.credentials(account).header("Retry-After")).isEqualTo("7");
    assertThat(Integer.parseInt(journey.credentials(account).header("Retry-After")))
        .isBetween(1, 7);
    assertThat(provider.grants("refresh_token")).hasSize(1);
    assertThat(journey.account(account).<String>path("status")).isEqualTo("active");
  }

  @Test
  void authsWhenOneAccountCannotThenNoneIsGiven() {
    String app = journey.putOauthApp();
    String account = connectToStep(app);
    String key = journey.put(AppDocument.key(provider));
    provider.acceptsApiKey("good-key");
    journey
        .open(key, Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP))
        .connectBy(Map.of("api_key", "good-key"));
    Response both = journey.auths(Journey.ADAS_USER);
    assertThat(both.<Map<String, ?>>path("auths")).containsOnlyKeys("demo_crm", "demo_mail");

    provider.forgets(Person.ADA);
    journey.renewedCredentials(account).then().statusCode(409);
    Response refused = journey.auths(Journey.ADAS_USER);
    ProblemCheck.of(refused).hasStatus(409).hasCode("account_unavailable").doesNotEcho("good-key");
    assertThat(refused.<String>path("accounts[0].account_id")).isEqualTo(account);
    assertThat(refused.<String>path("accounts[0].name")).isEqualTo("demo_crm");
  }

  @Test
  void refreshWhenAVersionWasRejectedThenOnlyThatOneIsReplaced() {
    String account = journey.connected();

    assertThat(refreshRejected(account, 1).<Integer>path("version")).isEqualTo(2);
    assertThat(refreshRejected(account, 1).<Integer>path("version")).isEqualTo(2);
    assertThat(provider.grants("refresh_token")).hasSize(1);
  }

  private Response refreshRejected(String account, int version) {
    return journey
        .byKey()
        .contentType("application/json")
        .body(Map.of("rejected_version", version))
        .post("/v1/accounts/{id}/refresh", account);
  }

  private String connectToStep(String app) {
    return journey
        .open(app, Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP))
        .connect();
  }

  /** The first token lives a second, which is over; later ones live as usual. */
  private String connectedWithDeadToken() throws InterruptedException {
    provider.tokenAnswers(TokenAnswer.standard().expiresIn(1));
    provider.refreshAnswers(TokenAnswer.standard());
    String account = journey.connected();
    Thread.sleep(1100);
    return account;
  }
}
