package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.account.Removal.Removed;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class RemoveUserTest {

  private final Stage stage = new Stage();

  private List<Removed> remove(String user) {
    return stage.use.removeUser.handle(new RemoveUser.Command(stage.key, user));
  }

  private boolean isThere(AccountId account) {
    return stage.stores.accounts.find(stage.workspace, account).isPresent();
  }

  private long accounts() {
    return stage
        .stores
        .accounts
        .list(stage.workspace, Filter.ALL, new PageRequest(null, 200))
        .items()
        .size();
  }

  @Test
  void handleThenAllTheirAccountsGoAndNobodyElses() {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(GrantSharing.SINGLE).define());
    stage.putClient(stage.operator, "drive", "c");
    var drive = stage.connect("ann", "drive");
    var mail = stage.mail("ann", true);
    stage.use.putLink.handle(
        new PutStepLink.Command(stage.key, "w1", new LinkSpec("s1", null, mail, null, List.of())));
    var bobs = stage.mail("bob", false);
    var removed = remove("ann");
    assertThat(removed).extracting(Removed::account).containsExactlyInAnyOrder(drive, mail);
    assertThat(stage.server.last().kind()).isEqualTo("revoke");
    assertThat(isThere(drive) || isThere(mail)).isFalse();
    assertThat(isThere(bobs)).isTrue();
    assertThat(remove("ann")).isEmpty();
  }

  @Test
  void handleWhenOneIsRemovedMeanwhileThenTheOthersGoNevertheless() {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(GrantSharing.SINGLE).define());
    stage.putClient(stage.operator, "drive", "c");
    var drive = stage.connect("ann", "drive");
    var mail = stage.mail("ann", false);
    stage.server.whileRevoking(
        () -> stage.stores.tables.run(() -> stage.stores.accounts.remove(stage.workspace, drive)));
    assertThat(remove("ann")).extracting(Removed::account).containsExactly(mail);
    assertThat(accounts()).isZero();
  }

  @Test
  void handleWhenOneDoesNotOpenThenAllGoNevertheless() {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(GrantSharing.SINGLE).define());
    stage.putClient(stage.operator, "drive", "c");
    stage.connect("ann", "drive");
    stage.mail("ann", false);
    stage.stores.vault.damage(stage.workspace);
    assertThat(remove("ann")).hasSize(2);
    assertThat(accounts()).isZero();
  }

  @Test
  void handleWhenAUserOfThatNameIsInAnotherWorkspaceThenTheyStay() {
    var account = stage.mail("ann", false);
    var session = stage.open("ann");
    var handle = stage.consent(session, "chat");
    var other = Stage.keyOf(stage.newWorkspace());
    assertThat(stage.use.removeUser.handle(new RemoveUser.Command(other, "ann"))).isEmpty();
    assertThat(isThere(account)).isTrue();
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenAConsentIsUnderWayThenItConnectsNothing() {
    var session = stage.open("ann");
    var handle = stage.consent(session, "chat");
    remove("ann");
    assertRefused(Code.SESSION_NOT_FOUND, () -> stage.complete(session, handle));
    assertThat(accounts()).isZero();
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenTheCodeIsBeingExchangedThenNothingIsConnected() {
    var session = stage.open("ann");
    var handle = stage.consent(session, "chat");
    stage.server.answer(
        () -> {
          remove("ann");
          return stage.server.issue();
        });
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, handle));
    assertThat(accounts()).isZero();
  }

  @Test
  void handleWhenTheBrowserIsAtTheProviderThenItsCallbackIsUnknown() {
    var session = stage.open("ann");
    String url = stage.authorize(session, "chat");
    remove("ann");
    assertThat(Objects.requireNonNull(stage.comeBack(url).refusal()).code())
        .isEqualTo(Code.STATE_INVALID);
  }

  @Test
  void handleThenTheUsersSessionIsOverAndOthersGoOn() {
    var session = stage.open("ann");
    var others = stage.open("bob");
    remove("ann");
    assertRefused(
        Code.SESSION_NOT_FOUND, () -> stage.type(session, "mail", Map.of("mail_key", "k")));
    assertThat(stage.look(others).status()).isEqualTo("pending");
  }
}
