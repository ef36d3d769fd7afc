package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.connectedaccounts.application.port.IdempotencyRecords;
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
  void handleWhenASessionIsOverThenItsSecretsGoWithIt() {
    var over = stage.open("ann");
    stage.consent(over, "chat");
    stage.stores.tables.advance(Duration.ofMinutes(31));
    var alive = stage.open("ann");

    forgetExpired.handle();

    assertThat(stage.stores.sessions.find(stage.workspace, over.id())).isEmpty();
    assertThat(stage.stores.sessions.find(stage.workspace, alive.id())).isPresent();
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
