package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.testing.InMemoryIdempotencyRecords;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class ForgetExpiredTest {

  private final Stage stage = new Stage();
  private final InMemoryIdempotencyRecords records =
      new InMemoryIdempotencyRecords(stage.stores.tables);
  private final ForgetExpired forgetExpired =
      new ForgetExpired(stage.stores.sessions, records, stage.stores.tables);

  @Test
  void handleWhenASessionIsOverThenItsSecretsGoAtOnceAndTheSessionADayLater() {
    var over = stage.open("ann");
    var handle = stage.consent(over, "chat");
    var progress = (AwaitingCompletion) stage.look(over).session().progress();
    stage.later(Duration.ofMinutes(31));

    forgetExpired.handle();

    var attempt =
        stage.stores.sessions.findAttempt(stage.workspace, progress.attempt()).orElseThrow();
    var authorization = Objects.requireNonNull(attempt.authorization());
    assertThat(authorization.code()).isNull();
    assertThat(authorization.verifier()).isNull();
    assertThat(attempt.credential().auths().ciphertext()).isEmpty();
    assertThat(stage.look(over).status()).isEqualTo("expired");
    assertRefused(Code.SESSION_EXPIRED, () -> stage.complete(over, handle));

    stage.later(Duration.ofHours(24));
    var alive = stage.open("ann");
    forgetExpired.handle();

    assertThat(stage.stores.sessions.find(stage.workspace, over.id())).isEmpty();
    assertThat(stage.stores.sessions.findAttempt(stage.workspace, progress.attempt())).isEmpty();
    assertThat(stage.look(alive).status()).isEqualTo("pending");
  }

  @Test
  void handleWhenTheBrowserComesBackAfterItThenItIsSentOnAndToldThatItIsLate() {
    var session = stage.open("ann");
    String url = stage.authorize(session, "chat");
    stage.later(Duration.ofMinutes(31));

    forgetExpired.handle();

    var outcome = stage.comeBack(url);
    assertThat(outcome.returnUrl())
        .isEqualTo(
            Stage.RETURN_URL + "?session_id=" + session.id().text() + "&error=session_expired");
    assertThat(stage.look(session).status()).isEqualTo("expired");
  }

  @Test
  void handleWhenASessionIsCompletedThenItStaysReadableForADay() {
    var session = stage.open("ann");
    stage.complete(session, stage.consent(session, "chat"));
    stage.later(Duration.ofHours(24));

    forgetExpired.handle();

    assertThat(stage.look(session).status()).isEqualTo("completed");
  }

  @Test
  void handleWhenAnAnswerWasKeptForADayThenItGoes() {
    var key = new IdempotencyRecords.Key(stage.workspace, "scope", "key");
    stage.stores.tables.run(() -> records.begin(key, "one"));
    stage.stores.tables.advance(Duration.ofHours(25));

    forgetExpired.handle();

    assertThat(stage.stores.tables.<Integer>call(() -> records.removeExpired(10))).isZero();
  }
}
