package org.connectedaccounts.application.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepLinksTest {

  private static final StepRef STEP = new StepRef("w1", "s1");

  private final Stage stage = new Stage();
  private final AccountId mail = stage.mail("ann", false);

  private LinkView put(
      Caller caller, @Nullable String name, AccountId account, @Nullable String user) {
    return stage.use.putLink.handle(
        new PutStepLink.Command(
            caller, "w1", new LinkSpec("s1", name, account, user, List.of("read", "send"))));
  }

  private List<LinkView> list(Caller caller, @Nullable String user) {
    return stage.use.listLinks.handle(new ListStepLinks.Command(caller, STEP, user));
  }

  private Caller session(@Nullable StepRef step, String... apps) {
    var target = step == null ? null : new LinkTarget(step, null);
    var plain = Stage.request("ann", apps);
    return stage
        .open(
            new SessionRequest(
                Kind.CONNECT, "ann", plain.apps(), null, List.of(), false, target, Map.of(), null))
        .holder();
  }

  @Test
  void putThenTheNameIsTheAppsUnlessGiven() {
    assertThat(put(stage.key, null, mail, "ann").link().name()).isEqualTo("mail");
    assertThat(put(stage.key, "second", mail, "ann").link().name()).isEqualTo("second");
    assertThat(list(stage.key, "ann")).hasSize(2);
  }

  @Test
  void putWhenTheNameIsTakenThenReplaces() {
    put(stage.key, null, mail, "ann");
    var other = stage.mail("ann", false);
    put(stage.key, null, other, "ann");
    assertThat(list(stage.key, null))
        .extracting(view -> view.link().account())
        .containsExactly(other);
  }

  @Test
  void putThenSaysWhichScopesAreMissing() {
    var chat = stage.connect("ann", "chat");
    assertThat(put(stage.key, null, chat, "ann").missingScopes()).containsExactly("send");
  }

  @Test
  void putWhenTheAccountIsNotTheUsersThenUnknown() {
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(stage.key, null, mail, "bob"));
    assertThat(put(stage.key, null, stage.mail("ann", true), "bob").link().externalUserId())
        .isEqualTo("bob");
    assertThat(put(stage.key, "all", mail, null).link().externalUserId()).isNull();
  }

  @Test
  void putWhenTheAccountIsOfAnotherWorkspaceThenUnknown() {
    var other = Stage.keyOf(stage.newWorkspace());
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(other, null, mail, null));
    assertThat(list(other, null)).isEmpty();
  }

  @Test
  void putWhenNamesAreBadThenSaysWhich() {
    assertInvalid(() -> put(stage.key, "Not-legal", mail, "ann"), "name");
    assertInvalid(() -> put(stage.key, "n".repeat(65), mail, "ann"), "name");
    assertInvalid(
        () ->
            stage.use.putLink.handle(
                new PutStepLink.Command(
                    stage.key,
                    "w".repeat(256),
                    new LinkSpec("a\nb", null, mail, "ann", List.of()))),
        "workflow_id",
        "step_id");
  }

  @Test
  void putWhenASessionAsksThenItsOwnStepAndUserAlone() {
    var session = session(STEP);
    assertThat(put(session, null, mail, null).link().externalUserId()).isEqualTo("ann");
    assertRefused(Code.SESSION_LIMITED, () -> put(session, null, mail, "bob"));
    assertRefused(
        Code.SESSION_LIMITED, () -> put(session(new StepRef("w1", "s2")), null, mail, null));
    assertRefused(Code.SESSION_LIMITED, () -> put(session(null), null, mail, null));
    var foreign = stage.mail("bob", false);
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(session, null, foreign, null));
  }

  @Test
  void putWhenASessionIsForOtherAppsThenUnknown() {
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> put(session(STEP, "chat"), null, mail, null));
  }

  @Test
  void listWhenAUserIsNamedThenTheirsAndTheCommonOnes() {
    var bobs = stage.mail("bob", false);
    put(stage.key, "a", mail, "ann");
    put(stage.key, "b", bobs, "bob");
    put(stage.key, "c", mail, null);
    assertThat(list(stage.key, "ann"))
        .extracting(view -> view.link().name())
        .containsExactly("a", "c");
    assertThat(list(stage.key, null)).hasSize(3);
  }

  @Test
  void listWhenASessionAsksThenNobodyElsesAccountIsShown() {
    put(stage.key, "mine", mail, "ann");
    put(stage.key, "everybodys", stage.mail("bob", false), null);
    assertThat(list(session(STEP), null))
        .extracting(view -> view.link().name())
        .containsExactly("mine");
    assertThat(list(session(STEP, "chat"), null)).isEmpty();
  }

  @Test
  void deleteThenTheLinkGoesAndTheAccountStays() {
    put(stage.key, null, mail, "ann");
    stage.use.deleteLink.handle(new DeleteStepLink.Command(stage.key, STEP, "mail", "ann"));
    assertThat(list(stage.key, null)).isEmpty();
    assertThat(stage.account(mail)).isNotNull();
  }

  @Test
  void deleteWhenThereIsNoSuchLinkThenUnknown() {
    put(stage.key, null, mail, "ann");
    var other = Stage.keyOf(stage.newWorkspace());
    for (Caller caller : List.of(stage.key, other)) {
      assertRefused(
          Code.STEP_LINK_NOT_FOUND,
          () ->
              stage.use.deleteLink.handle(new DeleteStepLink.Command(caller, STEP, "mail", "bob")));
    }
    assertRefused(
        Code.STEP_LINK_NOT_FOUND,
        () -> stage.use.deleteLink.handle(new DeleteStepLink.Command(other, STEP, "mail", "ann")));
  }

  @Test
  void deleteWhenASessionAsksThenItsUsersLinkAlone() {
    put(stage.key, null, mail, "ann");
    put(stage.key, null, mail, null);
    stage.use.deleteLink.handle(new DeleteStepLink.Command(session(STEP), STEP, "mail", null));
    assertThat(list(stage.key, null))
        .singleElement()
        .satisfies(view -> assertThat(view.link().externalUserId()).isNull());
  }

  @Test
  void listOfAccountThenAllItsStepsForKeysAlone() {
    put(stage.key, null, mail, "ann");
    assertThat(stage.use.listAccountLinks.handle(new ListAccountLinks.Command(stage.key, mail)))
        .extracting(view -> view.link().step())
        .containsExactly(STEP);
    assertRefused(
        Code.SESSION_LIMITED,
        () -> stage.use.listAccountLinks.handle(new ListAccountLinks.Command(session(STEP), mail)));
  }
}
