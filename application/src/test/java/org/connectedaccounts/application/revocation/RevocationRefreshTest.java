package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.Map;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.testing.FakeIds;
import org.junit.jupiter.api.Test;

/** Tokens that come from a refresh while a revocation is under way. */
class RevocationRefreshTest extends RevocationCase {

  @Test
  void workWhenRefreshedMeanwhileThenTheFreshTokenIsRevokedAsWell() {
    var account = drive("ann");
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          work();
          return stage.server.issue("access-late", "refresh-late");
        });

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
    work();

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "revoke refresh-late");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenARefreshComesBackAfterAllThenItsTokenIsRevokedAtOnce() {
    var account = drive("ann");
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          stage.later(Duration.ofMinutes(5));
          work();
          return stage.server.issue("access-late", "refresh-late");
        });

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "revoke refresh-late");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
  }

  @Test
  void workWhenALateTokenComesWhileTheProviderIsAskedThenItIsRevokedAsWell() {
    var account = drive("ann");
    var revocation = start();
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          comesLate(account);
        });

    work();

    assertThat(stage.server.said())
        .containsExactly("revoke refresh-1", "revoke refresh-1", "revoke late");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
  }

  private void comesLate(AccountId account) {
    var attempt =
        new Attempt(
            stage.workspace, account, FakeIds.next(), stage.account(account).generation(), null);
    var late = Credential.EMPTY.withTokens(Map.of(), Secret.of("late"));
    stage.stores.attempts.keepSpare(
        attempt, stage.stores.vault.sealCredential(attempt.spareSealedFor(), late));
  }
}
