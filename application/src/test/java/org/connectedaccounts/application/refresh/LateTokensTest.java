package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.testing.StageUseCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that came after somebody else went on: kept, tried, and believed. */
class LateTokensTest extends RefreshCase {

  @Test
  void readWhenTheHolderIsSilentThenOthersGoOnAndItsLateAnswerIsKeptAsASpare() {
    var account = expired();
    stage.server.answer(
        () -> {
          // Frozen for so long that another replica takes over and gets a token.
          stage.later(Duration.ofSeconds(151));
          assertThat(token(other, account)).isEqualTo("access-2");
          return stage.server.issue("late-access", "late-refresh");
        });

    assertThat(stage.token(account)).isEqualTo("access-2");

    assertThat(attempts(account)).containsExactly("RESOLVED_LATE", "COMMITTED");
    stage.later(OVER);
    stage.server.answer(new Refused(400, "invalid_grant", "already used"));
    assertThat(stage.token(account)).isEqualTo("access-3");
    assertThat(stage.server.said()).endsWith("refresh refresh-2", "refresh late-refresh");
    assertThat(stage.stores.attempts.spares(stage.workspace, account)).isEmpty();
  }

  private static Stream<TokenAnswer> noAnswersToASpare() {
    return Stream.of(
        new NotSent(Cause.CONNECT_FAILED),
        new Throttled(Duration.ofSeconds(5)),
        new Refused(401, "invalid_client", null),
        LOST);
  }

  @ParameterizedTest
  @MethodSource("noAnswersToASpare")
  void readWhenASpareCannotBeAskedAboutThenTheRefusalOfTheCurrentOneIsNotBelieved(
      TokenAnswer noAnswer) {
    var account = withSpare();
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    stage.server.answer(noAnswer);

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().isUsable()).isTrue();

    stage.later(Duration.ofMinutes(2));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertThat(stage.token(account)).isEqualTo("access-3");
    assertThat(stage.server.said()).endsWith("refresh refresh-2", "refresh late-refresh");
  }

  @ParameterizedTest
  @CsvSource({"400, refresh-2 latest-refresh later-refresh", "401, refresh-2 latest-refresh"})
  void readWhenASpareCannotBeAskedAboutThenTheNextIsAskedUnlessItsAnswerWouldBeTheSame(
      int status, String asked) {
    var account = withTwoSpares();
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    stage.server.answer(
        status == 400
            ? new NotSent(Cause.CONNECT_FAILED)
            : new Refused(status, "invalid_client", null));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).status().isUsable()).isTrue();
    assertThat(stage.server.said())
        .containsExactlyElementsOf(
            Stream.of(asked.split(" ")).map(token -> "refresh " + token).toList());
  }

  @Test
  void readWhenTheHolderIsSilentThenALateAnswerBringsBackWhatWasCalledLost() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          stage.server.answer(new Refused(400, "invalid_grant", null));
          assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> token(other, account));
          return stage.server.issue("late-access", "late-refresh");
        });

    assertThat(stage.token(account)).isEqualTo("late-access");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    assertThat(events()).endsWith(Event.Type.REFRESHED, Event.Type.RECOVERED);
  }

  /** Two replicas slept one after the other, and each woke with an answer. */
  private AccountId withTwoSpares() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          stage.server.answer(
              () -> {
                stage.later(Duration.ofSeconds(151));
                assertThat(
                        token(
                            new StageUseCases(
                                stage.stores, stage.stores.accounts, stage.stores.links),
                            account))
                    .isEqualTo("access-2");
                return stage.server.issue("later-access", "later-refresh");
              });
          token(other, account);
          stage.later(Duration.ofSeconds(1));
          return stage.server.issue("latest-access", "latest-refresh");
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    stage.later(OVER);
    stage.server.forget();
    return account;
  }
}
