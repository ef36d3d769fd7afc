package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.event.Event;
import org.junit.jupiter.api.Test;

/** The lease protocol over two replicas, with a provider that takes a refresh token once. */
class RefreshProtocolTest extends RefreshCase {

  @Test
  void readWhenTwoReplicasAreAskedThenTheProviderIsAskedOnce() throws Exception {
    var account = expired();
    var asked = new CountDownLatch(1);
    stage.server.answer(
        () -> {
          awaitQuietly(asked);
          return stage.server.issue();
        });
    Callable<String> here = () -> stage.token(account);
    Callable<String> there =
        () -> {
          asked.countDown();
          return token(other, account);
        };
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var read : threads.invokeAll(List.of(here, there))) {
        assertThat(read.get()).isEqualTo("access-2");
      }
    }
    assertThat(stage.server.said()).containsExactly("refresh refresh-1");
    assertThat(attempts(account)).containsExactly("COMMITTED");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readWhenTheAnswerWasLostThenTheSameTokenIsTriedAgainAndWhatItBringsCounts() {
    var account = expired();
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    stage.later(Duration.ofSeconds(5));
    assertThat(stage.token(account)).isEqualTo("access-2");

    assertThat(stage.server.said()).containsExactly("refresh refresh-1", "refresh refresh-1");
    assertThat(attempts(account)).containsExactly("RESOLVED_RETRY", "COMMITTED");
    assertThat(events())
        .containsExactly(
            Event.Type.CONNECTED, Event.Type.DEGRADED, Event.Type.REFRESHED, Event.Type.RECOVERED);
  }

  @Test
  void readWhenTheAnswerWasLostAndTheTokenIsSpentThenThatIsSaidAndNobodyAsksAgain() {
    var account = expired();
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofSeconds(5));
    stage.server.answer(new Refused(400, "invalid_grant", null));

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.AMBIGUOUS_ROTATION);
    assertThat(stage.account(account).status().oauthError()).isEqualTo("invalid_grant");
    assertThat(attempts(account)).containsExactly("LOST", "LOST");
    assertThat(stage.server.calls()).hasSize(2);
    assertThat(events()).endsWith(Event.Type.REAUTHORIZATION_REQUIRED);
  }

  @Test
  void readWhenAnOutageLastsThenTheAccountIsNeverGivenUp() {
    var account = expired();
    for (int i = 0; i < 50; i++) {
      stage.server.answer(new Unknown(503, "http_503"));
      assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
      stage.later(Duration.ofMinutes(11));
    }
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(51);
  }

  @Test
  void readWhenTheHolderMayStillLiveThenNobodySendsTheTokenAgain() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(149));
          assertRefused(Code.PROVIDER_UNAVAILABLE, () -> token(other, account));
          return stage.server.issue();
        });

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void readWhenAskingFailsInAWayNobodyThoughtOfThenTheOutcomeIsUnknownAndTheOperatorIsTold() {
    var account = expired();
    stage.server.answer(
        () -> {
          throw new IllegalStateException("a mistake of ours");
        });

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(attempts(account)).containsExactly("UNKNOWN");
    assertThat(stage.use.refreshes.warnings)
        .containsExactly("its provider could not be asked: a mistake of ours");
  }

  @Test
  void readWhenKeepingIsGivenUpThenTheAttemptEndsAndTheOperatorIsTold() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.stores.vault.failToSeal();
          return stage.server.issue();
        });

    assertThatIllegalStateException().isThrownBy(() -> stage.token(account));

    assertThat(attempts(account)).containsExactly("UNKNOWN");
    assertThat(stage.use.refreshes.warnings).hasSize(1);
  }

  /** R10: a token that came back could not be kept. */
  @Test
  void readWhenNothingCanBeSealedThenTheProviderIsNotAskedAndNothingIsClaimed() {
    var account = expired();
    stage.stores.vault.openOnly();
    assertThatIllegalStateException().isThrownBy(() -> stage.token(account));
    assertThat(stage.server.calls()).isEmpty();
    assertThat(attempts(account)).isEmpty();
  }
}
