package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.UUID;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/**
 * Accounts are taken out of use, their grants ended at the provider, and what could not be is told.
 */
class RevocationTest extends RevocationCase {

  @Test
  void startWhenAcceptedThenNoStepIsGivenTheTokenAnyMore() {
    var account = drive("ann");

    var revocation = start();

    assertThat(revocation.progress()).isEqualTo(new Progress(0, 0, 0, 1));
    var refusal = assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(refusal.evidence().toString()).contains("revoked_by_operator");
    assertRefused(
        Code.ACCOUNT_UNAVAILABLE,
        () ->
            stage.use.refreshCredentials.handle(
                new RefreshCredentials.Command(stage.key, account, "1", null)));
    assertThat(stage.server.said()).isEmpty();
  }

  @Test
  void startWhenTheAccountIsOfKeysThenItsProbeRevivesNothing() {
    var account = stage.mail("ann", false);
    start();

    assertRefused(
        Code.ACCOUNT_UNAVAILABLE,
        () ->
            stage.use.refreshCredentials.handle(
                new RefreshCredentials.Command(stage.key, account, null, null)));

    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
  }

  @Test
  void countWhenAskedThenTouchesNothing() {
    var account = drive("ann");
    stage.mail("ann", false);

    var drives = new Selection(new AppSlug("drive"), null, null);
    assertThat(stage.use.countRevocation.handle(new CountRevocation.Command(stage.key, drives)))
        .isEqualTo(1);

    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void startWhenNobodyKnowsTheAppThenSaysSo() {
    var slip = new Selection(new AppSlug("dirve"), null, null);

    assertRefused(Code.APP_NOT_FOUND, () -> start(slip));
    assertRefused(
        Code.APP_NOT_FOUND,
        () -> stage.use.countRevocation.handle(new CountRevocation.Command(stage.key, slip)));
    assertThat(start(new Selection(new AppSlug("mail"), null, null)).progress())
        .isEqualTo(new Progress(0, 0, 0, 0));
  }

  @Test
  void workWhenTheProviderTakesItThenNothingIsLeftOfTheToken() {
    var account = drive("ann");
    var revocation = start();

    work();
    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
    assertThat(read(revocation).progress()).isEqualTo(new Progress(1, 0, 0, 0));
    assertThat(read(revocation).finishedAt()).isNotNull();
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
    var removed =
        stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, false));
    assertThat(removed.revocation()).isEqualTo(GrantRevocation.Outcome.NOTHING_TO_REVOKE);
  }

  @Test
  void workWhenDoneThenTheUserReconnectsTheSameAccount() {
    var account = drive("ann");
    start();
    work();

    assertThat(stage.connect("ann", "drive")).isEqualTo(account);

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.stores.events.after(stage.workspace, beginning(), 10))
        .extracting(told -> told.event().type())
        .containsExactly(
            Event.Type.CONNECTED, Event.Type.REAUTHORIZATION_REQUIRED, Event.Type.RECONNECTED);
  }

  @Test
  void workWhenNobodyCanBeAskedThenIsListedAndForgotten() {
    var chat = stage.connect("ann", "chat");
    var mail = stage.mail("ann", false);
    stage.server.forget();
    var revocation = start();

    work();

    assertThat(stage.server.calls()).isEmpty();
    assertThat(entries(revocation))
        .extracting(RevokedAccount::account, RevokedAccount::outcome, RevokedAccount::why)
        .containsExactlyInAnyOrder(
            tuple(chat, Outcome.NOT_REVOCABLE, Why.of(Reason.NO_REVOCATION_ENDPOINT)),
            tuple(mail, Outcome.NOT_REVOCABLE, Why.of(Reason.TYPED_KEY)));
    assertThat(stored(chat)).isEqualTo(Credential.EMPTY);
    assertThat(stored(mail)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenAnotherLivesOnTheGrantThenIsListedAndKept() {
    var anns = drive("ann", GrantSharing.SHARED);
    stage.connect("bob", "drive");
    stage.server.forget();

    var revocation = start(new Selection(null, "ann", null));
    work();

    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.GRANT_SHARED));
    assertThat(stage.server.said()).isEmpty();
    assertThat(stored(anns)).isNotEqualTo(Credential.EMPTY);
    var both = start();
    work();
    assertThat(read(both).progress()).isEqualTo(new Progress(2, 0, 0, 0));
  }

  @Test
  void workWhenTheAccountIsRemovedMeanwhileThenIsListed() {
    var account = drive("ann");
    var revocation = start();
    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    work();

    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.REMOVED));
  }

  @Test
  void workWhenItsTokenDoesNotOpenThenIsListed() {
    drive("ann");
    var revocation = start();
    stage.stores.vault.damage(stage.workspace);

    work();

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.TOKEN_UNREADABLE));
  }

  @Test
  void workWhenRevokedBeforeThenNothingIsAskedAgain() {
    drive("ann");
    start();
    work();
    stage.server.forget();

    var again = start();
    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(read(again).progress()).isEqualTo(new Progress(1, 0, 0, 0));
  }

  @Test
  void workWhenTwoRevocationsHaveTheAccountThenOneAsksAndBothAreDone() {
    drive("ann");
    var first = start();
    var second = start();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(read(first).progress()).isEqualTo(new Progress(1, 0, 0, 0));
    assertThat(read(second).progress()).isEqualTo(new Progress(1, 0, 0, 0));
  }

  @Test
  void startWhenSelectedByUserOrTimeThenOthersGoOn() {
    var anns = drive("ann");
    stage.later(Duration.ofMinutes(1));
    stage.server.consenting(new Identity("u2", null, null));
    var bobs = stage.connect("bob", "drive");

    start(new Selection(null, "bob", null));
    assertThat(stage.account(anns).status().state()).isEqualTo(State.ACTIVE);
    assertThat(stage.account(bobs).status().isTakenOutOfUse()).isTrue();

    stage.connect("bob", "drive");
    start(new Selection(null, null, stage.stores.tables.now()));
    assertThat(stage.account(anns).status().isTakenOutOfUse()).isTrue();
    assertThat(stage.account(bobs).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void getWhenOfAnotherWorkspaceThenUnknown() {
    var revocation = start();
    var other = Stage.keyOf(stage.newWorkspace());

    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () -> stage.use.getRevocation.handle(new GetRevocation.Command(other, revocation.id())));
    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () ->
            stage.use.listRevokedAccounts.handle(
                new ListRevokedAccounts.Command(
                    other, revocation.id(), null, new PageRequest(null, 1))));
    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () ->
            stage.use.getRevocation.handle(
                new GetRevocation.Command(stage.key, new RevocationId(new UUID(0, 1)))));
  }

  private static Position beginning() {
    return new Position(0, 0);
  }
}
