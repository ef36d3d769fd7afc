package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.FakeIds;
import org.junit.jupiter.api.Test;

/** A removal during a refresh wins, and leaves no token behind that works. */
class RemovalDuringRefreshTest extends RefreshCase {

  /** Of an app whose grants can be revoked, with an access token that is over. */
  private AccountId expiredDrive(String user) {
    var account = stage.connect(user, "drive");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  private void offerDrive(GrantSharing sharing) {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(sharing).define());
    stage.putClient(stage.operator, "drive", "operators-drive");
  }

  private void removedWhileTheProviderIsBusy(AccountId account) {
    removedWhileTheProviderIsBusy(account, () -> {});
  }

  private void removedWhileTheProviderIsBusy(AccountId account, Runnable andThen) {
    stage.server.answer(
        () -> {
          stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));
          andThen.run();
          return stage.server.issue("orphan-access", "orphan-refresh");
        });
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> stage.vend(account));
  }

  @Test
  void removeWhenARefreshIsUnderWayThenTheFreshTokenIsRevokedUpstream() {
    offerDrive(GrantSharing.SINGLE);
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.server.said()).contains("revoke orphan-refresh");
    assertThat(events()).containsExactly(Event.Type.CONNECTED, Event.Type.REMOVED);
    assertThat(stage.use.refreshes.warnings).isEmpty();
  }

  @Test
  void removeWhenARefreshIsUnderWayAndOthersLiveOnTheGrantThenItIsLeftAlone() {
    offerDrive(GrantSharing.SHARED);
    expiredDrive("bob");
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.server.said()).noneMatch(said -> said.startsWith("revoke"));
  }

  @Test
  void removeWhenThereAreLateTokensThenTheyAreRevokedAsWell() {
    offerDrive(GrantSharing.SINGLE);
    var account = withSpare(expiredDrive("ann"));

    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    assertThat(stage.server.said()).contains("revoke refresh-2", "revoke late-refresh");
  }

  @Test
  void removeWhenALateTokenComesMeanwhileThenItIsRevokedAsWell() {
    offerDrive(GrantSharing.SINGLE);
    var account = expiredDrive("ann");
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          comesLate(account, "late-refresh");
        });

    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    assertThat(stage.server.said())
        .containsExactly("revoke refresh-1", "revoke refresh-1", "revoke late-refresh");
  }

  private void comesLate(AccountId account, String token) {
    var attempt =
        new Attempt(
            stage.workspace, account, FakeIds.next(), stage.account(account).generation(), null);
    var late = Credential.EMPTY.withTokens(Map.of(), Secret.of(token));
    stage.stores.attempts.keepSpare(
        attempt, stage.stores.vault.sealCredential(attempt.spareSealedFor(), late));
  }

  @Test
  void removeWhenALateTokenCannotBeRevokedAndTheAccountStaysThenItsGrantIsCalledGoneAllTheSame() {
    offerDrive(GrantSharing.SINGLE);
    var account = withSpare(expiredDrive("ann"));
    stage.server.revocation("late-refresh", RevocationAnswer.UNAVAILABLE);
    stage.server.whileRevoking(
        () ->
            stage.use.putLink.handle(
                new PutStepLink.Command(
                    stage.key, "w1", new LinkSpec("s1", null, account, "ann", List.of()))));

    assertRefused(
        Code.ACCOUNT_LINKED,
        () ->
            stage.use.removeAccount.handle(
                new RemoveAccount.Command(stage.key, account, null, false)));

    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.REVOKED);
  }

  @Test
  void removeWhenTheWorkspaceTookItsKeyWithItThenTheFreshTokenIsRevokedAllTheSame() {
    offerDrive(GrantSharing.SINGLE);
    removedWhileTheProviderIsBusy(
        expiredDrive("ann"), () -> stage.stores.vault.shred(stage.workspace));

    assertThat(stage.server.said()).contains("revoke orphan-refresh");
  }

  @Test
  void removeWhenTheFreshTokenCannotBeRevokedThenTheOperatorIsTold() {
    offerDrive(GrantSharing.SINGLE);
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.use.refreshes.warnings)
        .containsExactly("the grant of a removed or revoked account could not be revoked");
  }
}
