package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.connectedaccounts.application.connect.ReceiveCallback.Outcome;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class ReceiveCallbackTest {

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private static void assertLost(Outcome outcome, Code code) {
    assertThat(outcome.returnUrl()).isNull();
    assertThat(codeOf(outcome)).isEqualTo(code);
  }

  private static Code codeOf(Outcome outcome) {
    return Objects.requireNonNull(outcome.refusal(), "was taken").code();
  }

  private void assertFailed(Outcome outcome, Code code) {
    assertThat(codeOf(outcome)).isEqualTo(code);
    assertThat(outcome.returnUrl())
        .isEqualTo(
            Stage.RETURN_URL + "?session_id=" + session.id().text() + "&error=" + code.text());
    assertThat(stage.look(session).status()).isEqualTo("failed");
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleThenNothingIsExchangedAndTheHandleTravelsWithTheBrowserAlone() {
    var outcome = stage.comeBack(stage.authorize(session, "chat"));
    assertThat(outcome.refusal()).isNull();
    assertThat(outcome.returnUrl()).startsWith(Stage.RETURN_URL + "?session_id=");
    assertThat(stage.look(session).status()).isEqualTo("awaiting_completion");
    assertThat(stage.look(session).handle()).isNull();
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenStateIsUnknownOrMissingThenStaysHere() {
    String url = stage.authorize(session, "chat");
    var redirect = Objects.requireNonNull(Stage.query(url).get("redirect_uri"));
    assertLost(stage.callback(redirect, Map.of("code", List.of("c"))), Code.STATE_INVALID);
    assertLost(
        stage.callback(redirect, Map.of("code", List.of("c"), "state", List.of("other"))),
        Code.STATE_INVALID);
    assertThat(stage.look(session).status()).isEqualTo("authorizing");
  }

  @Test
  void handleWhenReplayedThenRefuses() {
    String url = stage.authorize(session, "chat");
    stage.comeBack(url);
    assertLost(stage.comeBack(url), Code.STATE_INVALID);
    assertThat(stage.look(session).status()).isEqualTo("awaiting_completion");
  }

  /** A consent is the user's work: an outage must not cost it. */
  @Test
  void handleWhileTheKeysAreAwayThenTheConsentCanComeAgain() {
    String url = stage.authorize(session, "chat");
    stage.stores.vault.openOnly();
    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> stage.comeBack(url));
    stage.stores.vault.sealAgain();
    assertThat(stage.comeBack(url).refusal()).isNull();
  }

  @Test
  void handleWhenReplayedInParallelThenOneWins() throws Exception {
    String url = stage.authorize(session, "chat");
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(() -> stage.comeBack(url));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      long taken = 0;
      for (Future<Outcome> outcome : threads.invokeAll(calls)) {
        taken += outcome.get().refusal() == null ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
  }

  @Test
  void handleWhenAParameterComesTwiceThenRefusesAndConsumesNothing() {
    String url = stage.authorize(session, "chat");
    var sent = Stage.query(url);
    var state = Objects.requireNonNull(sent.get("state"));
    var redirect = Objects.requireNonNull(sent.get("redirect_uri"));
    assertLost(
        stage.callback(redirect, Map.of("code", List.of("c", "d"), "state", List.of(state))),
        Code.CALLBACK_INVALID);
    assertLost(
        stage.callback(redirect, Map.of("code", List.of("c"), "state", List.of(state, state))),
        Code.CALLBACK_INVALID);
    assertThat(stage.comeBack(url).refusal()).isNull();
  }

  @Test
  void handleWhenContextIsOfAnotherRegistrationThenRefusesAndConsumesNothing() {
    String url = stage.authorize(session, "chat");
    stage.putClient(stage.key, "chat", "own");
    var other = stage.open("bob");
    var theirs = Stage.query(stage.authorize(other, "chat"));
    var state = Objects.requireNonNull(Stage.query(url).get("state"));
    assertLost(
        stage.callback(
            Objects.requireNonNull(theirs.get("redirect_uri")),
            Map.of("code", List.of("c"), "state", List.of(state))),
        Code.STATE_INVALID);
    assertThat(stage.comeBack(url).refusal()).isNull();
  }

  @Test
  void handleWhenTenMinutesWentByThenTheBrowserIsToldAndTheSessionMayTryAgain() {
    String url = stage.authorize(session, "chat");
    stage.later(Duration.ofMinutes(10));
    assertFailed(stage.comeBack(url), Code.STATE_INVALID);
  }

  @Test
  void handleWhenIssuerDiffersThenRefusesWhateverElseItSays() {
    offerWithIssuer(false);
    var answer = Map.of("code", "c", "iss", "https://evil.example");
    assertFailed(stage.comeBack(stage.authorize(session, "strict"), answer), Code.ISSUER_MISMATCH);
  }

  @Test
  void handleWhenIssuerDiffersInAnErrorThenTheErrorIsNotBelieved() {
    offerWithIssuer(false);
    var answer = Map.of("error", "access_denied", "iss", "https://as.example/");
    assertFailed(stage.comeBack(stage.authorize(session, "strict"), answer), Code.ISSUER_MISMATCH);
  }

  @Test
  void handleWhenIssuerIsMissingThenOnlyAdvertisingServersAreRefused() {
    offerWithIssuer(false);
    assertThat(stage.comeBack(stage.authorize(session, "strict")).refusal()).isNull();
    offerWithIssuer(true);
    assertFailed(stage.comeBack(stage.authorize(session, "strict")), Code.ISSUER_MISMATCH);
  }

  @Test
  void handleWhenIssuerIsRightThenTakesTheCode() {
    offerWithIssuer(true);
    var answer = Map.of("code", "c", "iss", "https://as.example");
    assertThat(stage.comeBack(stage.authorize(session, "strict"), answer).refusal()).isNull();
  }

  private void offerWithIssuer(boolean required) {
    stage.stores.apps.offer(
        AppSketch.oauth("strict")
            .version("iss " + required)
            .issuer("https://as.example", required)
            .define());
    stage.putClient(stage.operator, "strict", "c");
  }

  @Test
  void handleWhenConsentIsDeniedThenSaysSoAndRepeatsNothing() {
    var answer = Map.of("error", "access_denied", "error_description", "<script>");
    var outcome = stage.comeBack(stage.authorize(session, "chat"), answer);
    assertFailed(outcome, Code.CONSENT_DENIED);
    assertThat(outcome.toString()).doesNotContain("script");
  }

  @Test
  void handleWhenProviderAnswersAnErrorThenSaysSo() {
    var answer = Map.of("error", "server_error", "code", "c");
    assertFailed(stage.comeBack(stage.authorize(session, "chat"), answer), Code.PROVIDER_ERROR);
  }

  private Failed failure() {
    return (Failed) stage.look(session).session().progress();
  }

  @Test
  void handleWhenTheErrorIsRegisteredThenTheSessionNamesItAndNothingElse() {
    var answer = Map.of("error", "login_required", "error_description", "<script>");
    stage.comeBack(stage.authorize(session, "chat"), answer);
    assertThat(failure().oauthError()).isEqualTo("login_required");
    assertThat(failure().toString()).contains("login_required.").doesNotContain("script");

    stage.comeBack(stage.authorize(session, "chat"), Map.of("error", "access_denied"));
    assertThat(failure().oauthError()).isEqualTo("access_denied");

    stage.comeBack(stage.authorize(session, "chat"), Map.of("error", "ask evil.example"));
    assertThat(failure().oauthError()).isNull();
    assertThat(failure().code()).isEqualTo(Code.PROVIDER_ERROR);
    assertThat(failure().detail()).doesNotContain("evil");
  }

  @Test
  void handleWhenAScopeIsRefusedThenThoseThatAreNotTheAppsOwnAreNamed() {
    var answer = Map.of("error", "invalid_scope");
    stage.comeBack(stage.authorize(session, "chat"), answer);
    assertThat(failure().detail()).contains("(invalid_scope)", "are the app's or");

    var names = IntStream.range(0, 22).mapToObj(n -> "mesages:" + n).toList();
    var asking =
        new SessionRequest(
            Kind.CONNECT, "ann", List.of(), null, names, false, null, Map.of(), null);
    var other = stage.open(asking);
    stage.comeBack(stage.authorize(other, "chat"), answer);
    var failed = (Failed) stage.look(other).session().progress();
    assertThat(failed.oauthError()).isEqualTo("invalid_scope");
    assertThat(failed.detail())
        .contains("mesages:0, mesages:1,", "mesages:19 and 2 more.")
        .doesNotContain("read", "write");
  }

  @Test
  void handleWhenCodeIsMissingOrEmptyThenRefuses() {
    assertFailed(stage.comeBack(stage.authorize(session, "chat"), Map.of()), Code.CALLBACK_INVALID);
    assertFailed(
        stage.comeBack(stage.authorize(session, "chat"), Map.of("code", "")),
        Code.CALLBACK_INVALID);
  }

  @Test
  void handleWhenAttemptWasSupersededThenRefusesAndTheNewOneGoesOn() {
    String first = stage.authorize(session, "chat");
    String second = stage.authorize(session, "chat");
    assertLost(stage.comeBack(first), Code.STATE_INVALID);
    assertThat(stage.comeBack(second).refusal()).isNull();
  }

  @Test
  void handleWhenSessionExpiredMeanwhileThenRefusesAndTheStateIsSpent() {
    stage.later(Duration.ofMinutes(25));
    String url = stage.authorize(session, "chat");
    stage.later(Duration.ofMinutes(5));
    assertThat(codeOf(stage.comeBack(url))).isEqualTo(Code.SESSION_EXPIRED);
    assertLost(stage.comeBack(url), Code.STATE_INVALID);
  }

  @Test
  void handleWhenReturnUrlIsNoLongerRegisteredThenTheHandleGoesNowhere() {
    var returning =
        stage.open(
            new SessionRequest(
                Kind.CONNECT,
                "ann",
                List.of(),
                null,
                List.of(),
                false,
                null,
                Map.of(),
                Stage.RETURN_URL));
    String url = stage.authorize(returning, "chat");
    stage.changeWorkspace(false, "https://new.example/");
    var outcome = stage.comeBack(url);
    assertThat(outcome.returnUrl()).isNull();
  }

  @Test
  void handleWhenDefinitionChangedMeanwhileThenTheCodeGoesWhereTheAttemptBegan() {
    String url = stage.authorize(session, "chat");
    stage.stores.apps.offer(
        AppSketch.oauth("chat").version("2").tokenUrl("https://moved.example/t").define());
    stage.complete(session, Stage.handleOf(stage.comeBack(url)));
    var scheme = stage.server.last().endpoint().method().scheme();
    assertThat(scheme.toString()).contains("chat.example/token").doesNotContain("moved");
  }

  @Test
  void handleWhenDefinitionCapturesFromTheCallbackThenTheAccountKnowsIt() {
    stage.stores.apps.offer(AppSketch.oauth("books").callbackCapture("realm", "realmId").define());
    stage.putClient(stage.operator, "books", "c");
    var answer = Map.of("code", "c", "realmId", "r-77");
    var outcome = stage.comeBack(stage.authorize(session, "books"), answer);
    var account = stage.complete(session, Stage.handleOf(outcome)).view().account().id();
    assertThat(Stage.value(stage.vend(account), "realm")).isEqualTo("r-77");
  }

  @Test
  void handleWhenACaptureNamesAForeignHostThenNothingIsConnected() {
    stage.stores.apps.offer(
        AppSketch.oauth("books")
            .callbackCapture("server", "server")
            .hosts("server", "*.books.example")
            .define());
    stage.putClient(stage.operator, "books", "c");

    for (String foreign : List.of("https://evil.example", "http://eu.books.example", "x")) {
      var answer = Map.of("code", "c", "server", foreign);
      var refusal = stage.comeBack(stage.authorize(session, "books"), answer).refusal();
      assertThat(Objects.requireNonNull(refusal).code()).isEqualTo(Code.CALLBACK_INVALID);
      assertThat(refusal.detail()).doesNotContain(foreign + ".");
    }
    var good = Map.of("code", "c", "server", "https://eu.books.example");
    var outcome = stage.comeBack(stage.authorize(session, "books"), good);
    var account = stage.complete(session, Stage.handleOf(outcome)).view().account().id();
    assertThat(Stage.value(stage.vend(account), "server")).isEqualTo("https://eu.books.example");
  }

  @Test
  void handleWhenFailedThenTheSessionMayTryAgain() {
    stage.comeBack(stage.authorize(session, "chat"), Map.of("error", "access_denied"));
    var connected = stage.complete(session, stage.consent(session, "chat"));
    assertThat(connected.created()).isTrue();
  }
}
