package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.account.Removal.Removed;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoveAccountTest {

  private final Stage stage = new Stage();

  private Removed remove(AccountId account, @Nullable AccountId replacement, boolean force) {
    return stage.use.removeAccount.handle(
        new RemoveAccount.Command(stage.key, account, replacement, force));
  }

  private void link(AccountId account, String step, @Nullable String user) {
    stage.use.putLink.handle(
        new PutStepLink.Command(
            stage.key, "w1", new LinkSpec(step, null, account, user, List.of())));
  }

  private void offerDrive(GrantSharing sharing) {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(sharing).define());
    stage.putClient(stage.operator, "drive", "c");
  }

  private boolean isThere(AccountId account) {
    return stage.stores.accounts.find(stage.workspace, account).isPresent();
  }

  @Test
  void handleWhenStepsUseItThenRefusesWithTheList() {
    var account = stage.mail("ann", false);
    link(account, "s1", "ann");
    link(account, "s2", null);
    var refusal = assertRefused(Code.ACCOUNT_LINKED, () -> remove(account, null, false));
    assertThat(refusal.evidence())
        .isEqualTo(
            new Evidence.Links(
                List.of(
                    new LinkedStep("w1", "s1", "mail", null),
                    new LinkedStep("w1", "s2", "mail", null))));
    assertThat(isThere(account)).isTrue();
  }

  @Test
  void handleWhenRefusedThenNothingIsRevoked() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    link(account, "s1", "ann");
    stage.server.forget();
    assertRefused(Code.ACCOUNT_LINKED, () -> remove(account, null, false));
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenReplacedThenItsStepsUseTheOther() {
    var account = stage.mail("ann", false);
    var other = stage.mail("ann", false);
    link(account, "s1", "ann");
    var removed = remove(account, other, false);
    assertThat(removed.replacedLinks()).isEqualTo(1);
    assertThat(removed.removedLinks()).isZero();
    var link = stage.stores.links.ofStep(stage.workspace, new StepRef("w1", "s1")).getFirst();
    assertThat(link.account()).isEqualTo(other);
    assertThat(isThere(account)).isFalse();
  }

  @Test
  void handleWhenTheReplacementIsConnectedInAnotherWayThenRefuses() {
    stage.stores.apps.offer(AppSketch.oauth("both").and(AppSketch.key("both")).define());
    stage.putClient(stage.operator, "both", "c");
    var account = stage.connect("ann", "both");
    link(account, "s1", "ann");
    var typed =
        stage.create(
            command ->
                new CreateAccount.Command(
                    command.caller(),
                    command.app(),
                    "key",
                    command.fields(),
                    null,
                    command.owner(),
                    command.labels(),
                    command.verify()),
            "both",
            Map.of("both_key", "k-1"),
            new Owner("ann", false));
    AccountId other = typed.view().account().id();
    assertInvalid(() -> remove(account, other, false), "?replace_with");
    assertThat(isThere(account)).isTrue();
  }

  @Test
  void handleWhenTheReplacementDoesNotFitThenRefuses() {
    var account = stage.mail("ann", false);
    link(account, "s1", "ann");
    assertInvalid(() -> remove(account, account, false), "?replace_with");
    assertInvalid(() -> remove(account, stage.connect("ann", "chat"), false), "?replace_with");
    assertInvalid(() -> remove(account, stage.mail("bob", false), false), "?replace_with");
    assertInvalid(() -> remove(account, new Stage().mail("ann", true), false), "?replace_with");
    assertThat(isThere(account)).isTrue();
  }

  @Test
  void handleWhenReplacedByForceThenRefuses() {
    var account = stage.mail("ann", false);
    var other = stage.mail("ann", false);
    assertInvalid(() -> remove(account, other, true), "?replace_with");
    assertThat(isThere(account)).isTrue();
  }

  @Test
  void handleWhenForcedThenTheLinksGoToo() {
    var account = stage.mail("ann", false);
    link(account, "s1", "ann");
    assertThat(remove(account, null, true).removedLinks()).isEqualTo(1);
    assertThat(stage.stores.links.ofAccount(stage.workspace, account)).isEmpty();
  }

  @Test
  void handleWhenItIsOfKeysThenThereIsNothingToRevoke() {
    var removed = remove(stage.mail("ann", false), null, false);
    assertThat(removed.revocation()).isEqualTo(GrantRevocation.Outcome.NOTHING_TO_REVOKE);
  }

  @Test
  void handleWhenTheDefinitionSaysHowThenRevokesBeforeItDestroys() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.server.forget();
    var removed = remove(account, null, false);
    assertThat(removed.revocation()).isEqualTo(GrantRevocation.Outcome.REVOKED);
    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(isThere(account)).isFalse();
  }

  @Test
  void handleWhenTheProviderHasNoWayThenSaysSo() {
    var removed = remove(stage.connect("ann", "chat"), null, false);
    assertThat(removed.revocation()).isEqualTo(GrantRevocation.Outcome.NOT_SUPPORTED);
  }

  @Test
  void handleWhenRevocationFailsThenRemovesNeverthelessAndSaysSo() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);
    assertThat(remove(account, null, false).revocation()).isEqualTo(GrantRevocation.Outcome.FAILED);
    assertThat(isThere(account)).isFalse();
  }

  @Test
  void handleWhenItsCredentialDoesNotOpenThenRemovesNeverthelessAndSaysSo() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.server.forget();
    stage.stores.vault.damage(stage.workspace);
    assertThat(remove(account, null, false).revocation()).isEqualTo(GrantRevocation.Outcome.FAILED);
    assertThat(stage.server.calls()).isEmpty();
    assertThat(isThere(account)).isFalse();
  }

  @Test
  void handleWhenTheClientsSecretDoesNotOpenThenRemovesNeverthelessAndSaysSo() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.stores.vault.damage(WorkspaceId.OPERATOR);
    assertThat(remove(account, null, false).revocation()).isEqualTo(GrantRevocation.Outcome.FAILED);
    assertThat(isThere(account)).isFalse();
  }

  @Test
  void handleWhenTheClientWentWithAnotherRemovalThenIsNoFault() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    var client = Objects.requireNonNull(stage.account(account).origin().client());
    stage.stores.tables.run(() -> stage.stores.clients.remove(WorkspaceId.OPERATOR, client));
    assertThat(remove(account, null, false).revocation()).isEqualTo(GrantRevocation.Outcome.FAILED);
  }

  @Test
  void handleWhenAnotherLivesOnTheGrantThenItIsSparedUntilTheLastOne() {
    offerDrive(GrantSharing.SHARED);
    var anns = stage.connect("ann", "drive");
    var bobs = stage.connect("bob", "drive");
    assertThat(remove(anns, null, false).revocation())
        .isEqualTo(GrantRevocation.Outcome.SKIPPED_SHARED_GRANT);
    assertThat(remove(bobs, null, false).revocation()).isEqualTo(GrantRevocation.Outcome.REVOKED);
  }

  @Test
  void handleWhenNobodyKnowsTheSubjectOfASharedGrantThenItIsSpared() {
    offerDrive(GrantSharing.SHARED);
    stage.server.consenting(null);
    assertThat(remove(stage.connect("ann", "drive"), null, false).revocation())
        .isEqualTo(GrantRevocation.Outcome.SKIPPED_SHARED_GRANT);
  }

  @Test
  void handleWhenItWasTheLastOfAFormerClientThenThatClientGoes() {
    var account = stage.connect("ann", "chat");
    var client =
        stage.stores.clients.findCurrent(WorkspaceId.OPERATOR, new AppSlug("chat")).orElseThrow();
    stage.putClient(stage.operator, "chat", "newer");
    remove(account, null, false);
    assertThat(stage.stores.clients.find(WorkspaceId.OPERATOR, client.id())).isEmpty();
  }

  @Test
  void handleWhenALinkComesMeanwhileThenRefusesWithItAndSaysThatTheGrantIsGone() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.server.whileRevoking(() -> link(account, "s1", "ann"));
    var refusal = assertRefused(Code.ACCOUNT_LINKED, () -> remove(account, null, false));
    assertThat(refusal.evidence())
        .isEqualTo(new Evidence.Links(List.of(new LinkedStep("w1", "s1", "drive", null))));
    assertThat(stage.stores.links.ofAccount(stage.workspace, account)).hasSize(1);
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.REVOKED);
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(remove(account, null, true).removedLinks()).isEqualTo(1);
  }

  @Test
  void handleWhenALinkComesThatTheReplacementDoesNotFitThenRefuses() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    stage.use.updateAccount.handle(new UpdateAccount.Command(stage.key, account, null, true, null));
    stage.server.consenting(new Identity("u2", null, null));
    var other = stage.connect("ann", "drive");
    stage.server.whileRevoking(() -> link(account, "s1", "bob"));
    assertInvalid(() -> remove(account, other, false), "?replace_with");
    assertThat(stage.stores.links.ofAccount(stage.workspace, account)).hasSize(1);
  }

  @Test
  void handleWhenTheReplacementGoesMeanwhileThenRefuses() {
    offerDrive(GrantSharing.SINGLE);
    var account = stage.connect("ann", "drive");
    link(account, "s1", "ann");
    stage.server.consenting(new Identity("u2", null, null));
    var other = stage.connect("ann", "drive");
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          remove(other, null, true);
        });
    assertInvalid(() -> remove(account, other, false), "?replace_with");
    assertThat(stage.stores.links.ofAccount(stage.workspace, account)).hasSize(1);
  }
}
