package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.testing.AppSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Refresh tokens that work for a while after they were replaced. */
class TimeOfGraceTest extends RefreshCase {

  @Test
  void readWhenTheHolderWasFrozenBeforeItSentThenItSendsNothingThoughTheOldTokenHasItsGrace() {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofMinutes(30)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.server.forget();
    stage.later(OVER);
    stage.server.whileConnecting(
        () -> {
          stage.later(Duration.ofSeconds(31));
          assertThat(token(other, account)).isEqualTo("access-2");
        });

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(1);
  }

  /** Of an app whose old refresh tokens work for so long, with an access token that is over. */
  private AccountId expiredWithGrace(Duration grace) {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(grace).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  @Test
  void readWhenAnAnswerIsLostAfterAnOutageThenTheNextTryIsInTheGraceOfTheOldToken() {
    var account = expiredWithGrace(Duration.ofMinutes(1));
    stage.server.answer(new NotSent(Cause.CONNECT_FAILED));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofMinutes(20));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);

    stage.later(Duration.ofSeconds(5));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isAfter(Instant.EPOCH);

    stage.later(Duration.ofSeconds(10));
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(attempts(account))
        .containsExactly("ABANDONED", "RESOLVED_RETRY", "RESOLVED_RETRY", "COMMITTED");
  }

  private static Stream<Unknown> lostAnswers() {
    return Stream.of(
        LOST,
        new Unknown(200, "not_readable"),
        new Unknown(502, "http_502"),
        new Unknown(502, "http_502", Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void readWhenAnAnswerIsLostThenTheNextTryIsTheFirstOfAllHoweverShortTheGraceAndWhateverWasLost(
      Unknown lost) {
    var account = expiredWithGrace(Duration.ofSeconds(30));
    stage.server.answer(lost);

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);
    assertThat(attempts(account)).containsExactly("UNKNOWN");
  }

  @Test
  void readWhenAnAnswerWasLostInTheGraceOfTheOldTokenThenARefusalIsOneLikeAnyOther() {
    var account = expiredWithGrace(Duration.ofMinutes(1));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofSeconds(5));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    stage.later(Duration.ofSeconds(60));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.INVALID_GRANT);
    assertThat(attempts(account)).containsExactly("LOST", "REJECTED", "LOST");
  }

  @Test
  void readWhenAnAnswerIsLostWhileTheOldTokenHasItsGraceThenTheNextTryIsTheFirstOfAllThatAreDue() {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofMinutes(2)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.later(OVER);
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);

    stage.later(Duration.ofSeconds(5));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isAfter(Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({"59, 120", "60, 20", "125, 85", "160, 120", "3600, 120"})
  void readWhenTheOldTokenHasItsGraceThenTheAnswerIsNotWaitedForUntilItIsOver(
      long grace, long deadline) {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofSeconds(grace)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.later(OVER);

    stage.token(account);

    assertThat(stage.server.deadline()).isEqualTo(Duration.ofSeconds(deadline));
  }
}
