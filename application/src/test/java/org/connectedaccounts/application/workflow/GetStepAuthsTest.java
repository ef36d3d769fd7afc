package org.connectedaccounts.application.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.workflow.GetStepAuths.StepAuths;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.Refusal.UnavailableAccount;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GetStepAuthsTest {

  private static final StepRef STEP = new StepRef("w1", "s1");

  private final Stage stage = new Stage();

  private void link(@Nullable String name, AccountId account, @Nullable String user) {
    stage.use.putLink.handle(
        new PutStepLink.Command(
            stage.key, "w1", new LinkSpec("s1", name, account, user, List.of())));
  }

  private StepAuths auths(@Nullable String user) {
    return auths(stage.key, user);
  }

  private StepAuths auths(Caller caller, @Nullable String user) {
    return stage.use.stepAuths.handle(new GetStepAuths.Command(caller, STEP, user, "run-7"));
  }

  private List<UnavailableAccount> unavailable(@Nullable String user) {
    var evidence = assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> auths(user)).evidence();
    return ((Evidence.Accounts) evidence).accounts();
  }

  @Test
  void handleThenEveryLinkGivesItsNames() {
    link(null, stage.mail("ann", false), "ann");
    link(null, stage.connect("ann", "chat"), "ann");
    var given = auths("ann");
    assertThat(given.credentials()).containsOnlyKeys("chat", "mail");
    var chat = given.credentials().get("chat");
    assertThat(chat).isNotNull();
    assertThat(given.expiresAt()).isEqualTo(stage.stores.tables.now().plusSeconds(3600));
    assertThat(stage.stores.journal.reads()).hasSize(2);
  }

  @Test
  void handleWhenNothingIsLinkedThenEmpty() {
    assertThat(auths("ann").credentials()).isEmpty();
    assertThat(auths("ann").expiresAt()).isNull();
  }

  @Test
  void handleWhenAnotherWorkspaceAsksThenEmpty() {
    link(null, stage.mail("ann", false), "ann");
    assertThat(auths(Stage.keyOf(stage.newWorkspace()), "ann").credentials()).isEmpty();
  }

  @Test
  void handleWhenTheUserHasAnOwnLinkThenItWinsOverTheCommonOne() {
    var own = stage.mail("ann", false);
    var common = stage.mail(null, false);
    link(null, own, "ann");
    link(null, common, null);
    assertThat(of("ann")).isEqualTo(own);
    assertThat(of("bob")).isEqualTo(common);
  }

  private AccountId of(@Nullable String user) {
    return auths(user).credentials().values().iterator().next().account();
  }

  @Test
  void handleWhenTwoCouldBeMeantThenNeverAGuess() {
    link(null, stage.mail("ann", false), "ann");
    link(null, stage.mail("bob", false), "bob");
    assertThat(assertRefused(Code.AMBIGUOUS_ACCOUNT, () -> auths(null)).evidence())
        .isEqualTo(
            new Evidence.Links(
                List.of(
                    new LinkedStep("w1", "s1", "mail", "ann"),
                    new LinkedStep("w1", "s1", "mail", "bob"))));
    assertThat(auths("bob").credentials()).hasSize(1);
  }

  @Test
  void handleWhenNobodyIsNamedAndOneIsMeantThenTheKeyActsForItsWorkspace() {
    var own = stage.mail("ann", false);
    link(null, own, "ann");
    assertThat(of(null)).isEqualTo(own);
  }

  @Test
  void handleWhenOneIsDeadThenNothingIsGivenAndEachIsNamed() {
    link(null, stage.mail("ann", false), "ann");
    var chat = stage.connect("ann", "chat");
    link(null, chat, "ann");
    stage.later(Duration.ofHours(2));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertThat(unavailable("ann"))
        .containsExactly(
            new UnavailableAccount(
                "chat", chat.text(), "chat", "reauthorization_required", "revoked"));
    assertThat(stage.stores.journal.reads()).isEmpty();
  }

  @Test
  void handleWhenTroubleIsTransientThenTryAgainLater() {
    link(null, stage.connect("ann", "chat"), "ann");
    stage.later(Duration.ofHours(2));
    stage.server.answer(new Unknown(null, "reset"));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> auths("ann"));
    stage.later(Duration.ofMinutes(1));
    assertThat(auths("ann").credentials()).hasSize(1);
  }

  @Test
  void handleWhenTheAccountIsNoLongerSharedThenItDoesNotServeOthers() {
    var account = stage.mail("bob", true);
    link(null, account, "ann");
    assertThat(auths("ann").credentials()).hasSize(1);
    stage.use.updateAccount.handle(
        new UpdateAccount.Command(stage.key, account, null, false, Map.of()));
    assertThat(unavailable("ann"))
        .containsExactly(
            new UnavailableAccount("mail", account.text(), "mail", "active", "not_shared"));
  }

  @Test
  void handleThenTheAdviceIsForWhatIsWrong() {
    var bobs = stage.mail("bob", false);
    link("first", bobs, null);
    assertThat(assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> auths("ann")).detail())
        .contains("shared with this user")
        .doesNotContain("reconnect");
    link("second", dead(), "ann");
    assertThat(assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> auths("ann")).detail())
        .contains("shared with this user")
        .contains("reconnect");
  }

  private AccountId dead() {
    var account = stage.connect("ann", "chat");
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    stage.later(Duration.ofHours(2));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    return account;
  }

  @Test
  void handleWhenACommonLinkLeadsToAPrivateAccountThenItServesItsOwnerAlone() {
    link(null, stage.mail("bob", false), null);
    assertThat(auths("bob").credentials()).hasSize(1);
    assertThat(unavailable("ann")).hasSize(1);
  }
}
