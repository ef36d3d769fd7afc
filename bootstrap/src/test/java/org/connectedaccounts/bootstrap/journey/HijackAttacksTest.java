package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.ScriptedClient;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * C1: Mallory begins a session and lets Ann finish it, or the other way round. Two browsers, two
 * users; never an account of the one at the other.
 */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class HijackAttacksTest {

  private static final String MALLORY = "mallory";
  private static final String ANN = "ann";

  private Journey journey;
  private String app;

  @BeforeEach
  void open() {
    journey = new Journey();
    app = journey.putOauthApp();
  }

  @AfterEach
  void nobodyHasAnothersAccount() {
    assertThat(journey.accounts()).isEmpty();
    journey.close();
  }

  private ConnectFlow of(String user) {
    return journey.open(app, Map.of("external_user_id", user));
  }

  private void nothingWasExchanged() {
    assertThat(journey.provider().ledger().presented(Kind.CODE)).isEmpty();
  }

  @Test
  void c1VictimConsentsAtTheAttackersUrlThenTheBackendsWordEndsIt() {
    ConnectFlow attack = of(MALLORY);
    String handle = attack.handle();

    ProblemCheck.of(attack.complete(handle, ANN)).hasStatus(403).hasCode("user_mismatch");
    ProblemCheck.of(attack.complete(handle, MALLORY)).hasStatus(409).hasCode("session_state");
    ProblemCheck.of(attack.authorize()).hasStatus(409).hasCode("session_state");
    nothingWasExchanged();
  }

  @Test
  void c1VictimConsentsAtTheAttackersPageUrlThenItGoesToTheVictimsOwnReturnPage() {
    ConnectFlow attack = of(MALLORY);
    SessionPage mallorys = SessionPage.open(attack);
    SessionPage anns = SessionPage.open(of(ANN));
    URI callback = mallorys.consent();

    String location =
        SessionPage.comesBack(
            callback, SessionPage.cookieName("cs_01kb2w4t6yg3r9k5n8h7b2d1xc"), anns.cookie());

    assertThat(location).startsWith(Journey.RETURN_URL + "?");
    String handle = ConnectFlow.handle(URI.create(location));
    ProblemCheck.of(attack.complete(handle, ANN)).hasStatus(403).hasCode("user_mismatch");
    nothingWasExchanged();
  }

  /** Whoever polls must not learn what completes another person's consent. */
  @TestFactory
  Stream<DynamicTest> c1PollerNeverSeesTheHandle() {
    Map<String, Function<ConnectFlow, String>> pollers =
        Map.of("session token", ConnectFlow::token, "page token", f -> SessionPage.open(f).token());
    return pollers.entrySet().stream()
        .map(
            poller ->
                DynamicTest.dynamicTest(
                    "C1 poll with the " + poller.getKey(),
                    () -> {
                      ConnectFlow attack = of(MALLORY);
                      String token = poller.getValue().apply(attack);
                      String handle = attack.handle();
                      Response polled =
                          Journey.by(token).get("/v1/connect-sessions/{id}", attack.id());
                      assertThat(polled.<String>path("status")).isEqualTo("awaiting_completion");
                      assertThat(polled.asString()).doesNotContain("handle", handle);
                    }));
  }

  /** Neither the session's token nor the page's is a backend's word. */
  @TestFactory
  Stream<DynamicTest> c1BrowserCannotCompleteByItself() {
    return Stream.of("session token", "page token")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    "C1 complete with the " + name,
                    () -> {
                      ConnectFlow flow = of(ANN);
                      String token =
                          name.startsWith("page") ? SessionPage.open(flow).token() : flow.token();
                      Response refused =
                          Journey.by(token)
                              .contentType("application/json")
                              .body(Map.of("handle", flow.handle(), "external_user_id", ANN))
                              .post("/v1/connect-sessions/{id}/complete", flow.id());
                      ProblemCheck.of(refused).hasStatus(403).hasCode("session_limited");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> c1HandleOfElsewhereCompletesNothing() {
    return Stream.of("guessed", "of another session", "altered", "superseded")
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    "C1 handle " + kind,
                    () -> {
                      ConnectFlow flow = of(ANN);
                      String former = flow.handle();
                      String handle =
                          switch (kind) {
                            case "guessed" -> "A".repeat(43);
                            case "of another session" -> of(ANN).handle();
                            case "altered" -> former.substring(1) + "x";
                            default -> {
                              flow.handle();
                              yield former;
                            }
                          };
                      ProblemCheck.of(flow.complete(handle))
                          .hasStatus(403)
                          .hasCode("handle_invalid");
                      nothingWasExchanged();
                    }));
  }

  @Test
  void c1VictimTypesKeysIntoTheAttackersPageThenTheBackendsWordEndsIt() {
    String mail = journey.put(AppDocument.key(journey.provider().acceptsApiKey("annskey")));
    ConnectFlow attack = journey.open(mail, Map.of("external_user_id", MALLORY));
    SessionPage inAnnsBrowser = SessionPage.open(attack);
    Response typed =
        Journey.by(inAnnsBrowser.token())
            .contentType("application/json")
            .body(Map.of("app", mail, "fields", Map.of("api_key", "annskey")))
            .post("/v1/connect-sessions/{id}/credentials", attack.id());
    String handle = typed.then().statusCode(200).extract().path("handle");

    ProblemCheck.of(attack.complete(handle, ANN)).hasStatus(403).hasCode("user_mismatch");
    assertThat(attack.poll().asString()).doesNotContain(handle);
  }

  @Test
  void c1LinkThatTheAttackerOpenedFirstIsDeadForTheVictim() {
    ConnectFlow attack = of(MALLORY);
    SessionPage.open(attack);

    Response refused = SessionPage.redeem(attack.id(), attack.ticket());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.<String>path("code")).isEqualTo("ticket_invalid");
  }

  @Test
  void c1OneOfManyCompletesAndTheOthersAreRefused() throws Exception {
    ConnectFlow flow = of(ANN);
    String handle = flow.handle();

    List<Integer> answers = atOnce(20, () -> flow.complete(handle).statusCode());

    assertThat(answers).containsOnlyOnce(200).doesNotContain(500);
    assertThat(journey.provider().ledger().presented(Kind.CODE)).hasSize(1);
    journey.delete(journey.accounts().getFirst()).then().statusCode(200);
  }

  @Test
  void c4SwappedCodeIsRefusedByItsVerifier() {
    journey.provider().requiresPkce();
    ConnectFlow anns = of(ANN);
    ConnectFlow mallorys = of(MALLORY);
    URI annsCallback = anns.consent();
    URI mallorysCallback = mallorys.consent();
    String code = ScriptedClient.parameter(mallorysCallback, "code").getFirst();
    String own = ScriptedClient.parameter(annsCallback, "code").getFirst();
    URI injected = URI.create(annsCallback.toString().replace(own, code));

    Response refused = anns.complete(ConnectFlow.handle(anns.comesBack(injected)));

    assertThat(refused.statusCode()).as(refused.asString()).isIn(409, 422);
    assertThat(anns.status()).isEqualTo("failed");
    assertThat(journey.provider().ledger().presented(Kind.CODE)).isNotEmpty();
  }

  @Test
  void c5OneOfAHundredCallbacksAtOnceWins() throws Exception {
    ConnectFlow flow = of(ANN);
    URI callback = flow.consent();

    List<Integer> answers = atOnce(100, () -> ConnectFlow.visit(callback).statusCode());

    assertThat(answers).containsOnlyOnce(303);
    assertThat(answers.stream().filter(status -> status == 400)).hasSize(99);
    nothingWasExchanged();
  }

  @Test
  void c11DefinitionChangedInMidFlowThenTheCodeGoesWhereItWasMeantTo() {
    ConnectFlow flow = of(ANN);
    String handle = flow.handle();
    try (ScriptedProvider evil = new ScriptedProvider()) {
      journey.put(
          AppDocument.oauth(journey.provider())
              .with("token_url", evil.uri("/oauth/token").toString()));
      String account = ConnectFlow.accountOf(flow.complete(handle));
      assertThat(evil.requests()).isEmpty();
      assertThat(journey.provider().requestsTo(ScriptedProvider.TOKEN)).hasSize(1);
      journey.delete(account).then().statusCode(200);
    }
  }

  private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = Stream.generate(() -> call).limit(count).toList();
      return threads.invokeAll(calls).stream().map(done -> done.resultNow()).toList();
    }
  }
}
