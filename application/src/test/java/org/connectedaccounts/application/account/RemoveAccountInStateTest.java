package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.Set;
import org.connectedaccounts.application.account.Removal.Removed;
import org.connectedaccounts.domain.Expectation.OneOf;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account goes in the state that somebody looked at, or stays. */
class RemoveAccountInStateTest {

  private final Stage stage = new Stage();

  @BeforeEach
  void offer() {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(GrantSharing.SINGLE).define());
    stage.putClient(stage.operator, "drive", "c");
  }

  private Removed remove(AccountId account, Version state) {
    return stage.use.removeAccount.handle(
        new RemoveAccount.Command(stage.key, account, null, false, new OneOf(Set.of(state))));
  }

  private void name(AccountId account, String nickname) {
    stage.use.updateAccount.handle(
        new UpdateAccount.Command(stage.key, account, nickname, null, null));
  }

  @Test
  void handleWhenInThatStateThenGone() {
    var account = stage.connect("ann", "drive");
    remove(account, stage.account(account).version());
    assertThat(stage.stores.accounts.find(stage.workspace, account)).isEmpty();
  }

  @Test
  void handleWhenChangedSinceThenRefusesAndRevokesNothing() {
    var account = stage.connect("ann", "drive");
    var seen = stage.account(account).version();
    name(account, "Team drive");
    assertRefused(Code.PRECONDITION_FAILED, () -> remove(account, seen));
    assertThat(stage.account(account).status().isUsable()).isTrue();
    stage.vend(account);
  }

  @Test
  void handleWhenChangedWhileItIsRevokedThenStaysAndSaysThatTheGrantIsGone() {
    var account = stage.connect("ann", "drive");
    stage.server.whileRevoking(() -> name(account, "Team drive"));
    assertRefused(
        Code.PRECONDITION_FAILED, () -> remove(account, stage.account(account).version()));
    assertThat(stage.account(account).nickname()).isEqualTo("Team drive");
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.REVOKED);
  }
}
