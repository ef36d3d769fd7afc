package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.stream.IntStream;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refusal, and an error that asks for a pause, is worth. */
class RefusedOrPausedTest extends RefreshCase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expired or revoked",
        "Refresh token is invalid, expired or already used",
        "the token was revoked, expired, or reused",
        "token is invalid or already used",
        "Token has been expired or revoked.",
        "The token has expired or the user has revoked it",
        "expired, revoked",
        "The refresh token does not exist or was revoked",
        "Refresh token was reused or is not valid for this client"
      })
  void readWhenAGrantIsRefusedWithoutAReasonThenItIsAskedOnceMoreAfterAMinute(String said) {
    var account = expired();
    stage.server.answer(new Refused(400, "invalid_grant", said));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
    stage.later(Duration.ofSeconds(59));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.server.calls()).hasSize(1);

    stage.later(Duration.ofSeconds(1));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.INVALID_GRANT);
  }

  @Test
  void readWhenTheProviderRefusesEverybodyThenNobodyIsToldToReconnect() {
    var all = IntStream.range(0, 40).mapToObj(i -> expired("user-" + i)).toList();
    for (int round = 0; round < 3; round++) {
      for (var account : all) {
        stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
        try {
          stage.vend(account);
        } catch (Refusal expected) {
          assertThat(expected.code()).isIn(Code.PROVIDER_UNAVAILABLE, Code.ACCOUNT_UNAVAILABLE);
        }
      }
      stage.later(Duration.ofSeconds(61));
    }
    assertThat(all).allMatch(account -> stage.account(account).status().isUsable());
    assertThat(stage.account(all.getFirst()).status().reason()).isEqualTo(Reason.PROVIDER_INCIDENT);
    assertThat(stage.server.calls()).hasSizeLessThan(40 + 3);

    stage.server.recovers();
    stage.later(Duration.ofMinutes(5));
    assertThat(stage.token(all.getFirst())).startsWith("access-");
  }

  @Test
  void readWhenTheEndpointAsksForAPauseThenNoAccountOfTheClientCallsIt() {
    var first = expired("ann");
    var second = expired("bob");
    stage.server.forget();
    stage.server.answer(new Throttled(Duration.ofSeconds(42)));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(first));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(second));
    assertThat(stage.server.calls()).hasSize(1);
    assertThat(stage.account(first).status().state()).isEqualTo(State.ACTIVE);

    stage.later(Duration.ofSeconds(43));
    assertThat(stage.token(second)).startsWith("access-");
    assertThat(stage.token(first)).startsWith("access-");
  }

  @Test
  void readWhenAnErrorThatMayHaveSpentTheTokenAsksForAPauseThenItIsHeededAndTheOutcomeUnknown() {
    var first = expired("ann");
    var second = expired("bob");
    stage.server.forget();
    stage.server.answer(new Unknown(502, "http_502", Duration.ofSeconds(42)));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(first));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(second));

    assertThat(stage.server.calls()).hasSize(1);
    assertThat(attempts(first)).containsExactly("UNKNOWN");
    stage.later(Duration.ofSeconds(43));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(first));
    assertThat(stage.account(first).status().reason()).isEqualTo(Reason.AMBIGUOUS_ROTATION);
  }
}
