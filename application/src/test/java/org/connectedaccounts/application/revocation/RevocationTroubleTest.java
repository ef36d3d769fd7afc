package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer.Revoked;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.junit.jupiter.api.Test;

/** Providers that are away, slow, or say no. */
class RevocationTroubleTest extends RevocationCase {

  @Test
  void workWhenTheProviderIsInTroubleThenIsTriedAgainAfterAPause() {
    var account = drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.UNAVAILABLE, 500, null, null));
    work();
    assertThat(entry(revocation).why()).isEqualTo(new Why(Reason.PROVIDER_UNAVAILABLE, 500, null));
    stage.server.revocation(RevocationAnswer.REVOKED);

    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.later(Duration.ofSeconds(6));
    work();

    assertThat(stage.server.said()).hasSize(2);
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenTheProviderNeverAnswersThenIsListedAndAnotherRevocationTriesAgain() {
    var account = drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.UNAVAILABLE, 503, "server_error", null));

    for (int minute = 0; minute < 100; minute++) {
      work();
      stage.later(Duration.ofMinutes(1));
    }

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why())
        .isEqualTo(new Why(Reason.PROVIDER_UNAVAILABLE, 503, "server_error"));
    assertThat(read(revocation).finishedAt()).isNotNull();
    assertThat(stored(account).refreshToken()).isEqualTo(Secret.of("refresh-1"));
    stage.server.revocation(RevocationAnswer.REVOKED);
    var second = start();
    work();
    assertThat(entry(second).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenAProviderIsGoneForAnHourThenAllThatWaitsForItIsGivenUp() {
    for (int i = 0; i < 200; i++) {
      drive("user-" + i);
    }
    var revocation = start();
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);

    for (int minute = 0; minute < 70; minute++) {
      work();
      stage.later(Duration.ofMinutes(1));
    }

    assertThat(stage.server.said().size()).isLessThan(150);
    assertThat(read(revocation).progress()).isEqualTo(new Progress(0, 0, 200, 0));
    assertThat(entries(revocation))
        .allSatisfy(each -> assertThat(each.why().reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE));
  }

  @Test
  void workWhenTheProviderSaysNoThenIsListedAtOnceWithItsError() {
    drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.REFUSED, 401, "invalid_client", null));

    work();

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why()).isEqualTo(new Why(Reason.REFUSED, 401, "invalid_client"));
    assertThat(stage.server.said()).hasSize(1);
  }

  @Test
  void workWhenTheProviderAsksForAPauseThenItGetsItAndNoAttemptIsLost() {
    drive("ann");
    drive("bob");
    drive("cleo");
    var revocation = start();
    stage.server.revocation(
        new RevocationAnswer(Revoked.THROTTLED, 429, null, Duration.ofMinutes(3)));

    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.later(Duration.ofMinutes(2));
    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.server.revocation(RevocationAnswer.REVOKED);
    stage.later(Duration.ofMinutes(2));
    work();

    assertThat(read(revocation).progress()).isEqualTo(new Progress(3, 0, 0, 0));
    assertThat(entries(revocation)).allSatisfy(each -> assertThat(each.attempts()).isZero());
  }
}
