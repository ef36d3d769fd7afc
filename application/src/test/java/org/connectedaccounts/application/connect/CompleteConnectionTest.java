package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.connectedaccounts.testing.StageUseCases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteConnectionTest {

  private static final StepRef STEP = new StepRef("w1", "s1");

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private static SessionRequest forStep(@Nullable String name, @Nullable AccountId reconnect) {
    return new SessionRequest(
        Kind.CONNECT,
        "ann",
        List.of(),
        reconnect,
        List.of("read"),
        false,
        new LinkTarget(STEP, name),
        Map.of(),
        null);
  }

  private long accounts() {
    return stage
        .stores
        .accounts
        .list(stage.workspace, Filter.ALL, new PageRequest(null, 200))
        .items()
        .size();
  }

  private void assertFailed(Code code) {
    assertThat(stage.look(session).session().progress())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    assertThat(accounts()).isZero();
  }

  private OAuthClient client() {
    return stage
        .stores
        .clients
        .findCurrent(WorkspaceId.OPERATOR, new AppSlug("chat"))
        .orElseThrow();
  }

  @Test
  void handleThenTheCodeIsExchangedAndTheAccountIsTheUsers() {
    var connected = stage.complete(session, stage.consent(session, "chat"));
    var account = connected.view().account();
    assertThat(connected.created()).isTrue();
    assertThat(stage.server.said()).containsExactly("code code-1");
    assertThat(account.owner().externalUserId()).isEqualTo("ann");
    assertThat(account.owner().shared()).isFalse();
    assertThat(account.status().state()).isEqualTo(State.ACTIVE);
    assertThat(account.origin().binding()).isEqualTo(Binding.USER_VERIFIED);
    assertThat(account.scopes().granted()).containsExactly("read", "write");
    assertThat(stage.look(session).status()).isEqualTo("completed");
    assertThat(stage.token(account.id())).isEqualTo("access-1");
  }

  @Test
  void handleWhenUserIsAnotherThenTheSessionEndsForGood() {
    Secret handle = stage.consent(session, "chat");
    var foreign = new Opened(session.id(), session.holder(), "mallory");
    assertRefused(Code.USER_MISMATCH, () -> stage.complete(foreign, handle));
    assertFailed(Code.USER_MISMATCH);
    assertThat(stage.server.calls()).isEmpty();
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, handle));
    assertRefused(Code.SESSION_STATE, () -> stage.authorize(session, "chat"));
    assertRefused(Code.SESSION_STATE, () -> stage.type(session, "mail", Map.of("mail_key", "k")));
  }

  @Test
  void handleWhileTheKeysAreAwayThenNeitherCodeNorHandleIsSpent() {
    Secret handle = stage.consent(session, "chat");
    stage.stores.vault.openOnly();
    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> stage.complete(session, handle));
    assertThat(stage.server.calls()).isEmpty();
    stage.stores.vault.sealAgain();
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenHandleAndUserAreWrongThenNothingIsLost() {
    Secret handle = stage.consent(session, "chat");
    var foreign = new Opened(session.id(), session.holder(), "mallory");
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(foreign, Secret.of("guess")));
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenHandleIsWrongThenRefusesAndTheRightOneStillWorks() {
    Secret handle = stage.consent(session, "chat");
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, Secret.of("guess")));
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenHandleIsOfAnotherSessionThenRefuses() {
    Opened victim = stage.open("bob");
    Secret theirs = stage.consent(victim, "chat");
    stage.consent(session, "chat");
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, theirs));
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenHandleIsUsedThenRefuses() {
    Secret handle = stage.consent(session, "chat");
    stage.complete(session, handle);
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, handle));
    assertThat(accounts()).isEqualTo(1);
  }

  @Test
  void handleWhenFiveMinutesWentByThenRefuses() {
    Secret handle = stage.consent(session, "chat");
    stage.later(Duration.ofMinutes(5));
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, handle));
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenTheCodeIsOlderThanItLivesThenRefusesWithoutACall() {
    stage.stores.apps.offer(AppSketch.oauth("hasty").codeLifetime(Duration.ofSeconds(30)).define());
    stage.putClient(stage.operator, "hasty", "c");
    Secret handle = stage.consent(session, "hasty");
    stage.later(Duration.ofSeconds(30));
    assertRefused(Code.HANDLE_INVALID, () -> stage.complete(session, handle));
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenTheBrowserCameBackLateThenTheHandleStillHasItsFiveMinutes() {
    String url = stage.authorize(session, "chat");
    stage.later(Duration.ofMinutes(9));
    Secret handle = Stage.handleOf(stage.comeBack(url));
    stage.later(Duration.ofMinutes(4));
    stage.putClient(stage.operator, "chat", "newer");
    stage.stores.tables.run(() -> stage.stores.sessions.destroyExpired(100));
    assertThat(stage.complete(session, handle).created()).isTrue();
  }

  @Test
  void handleWhenAccountMovesToANewClientThenTheOldOneGoes() {
    var account = stage.connect("ann", "chat");
    var old = client();
    stage.putClient(stage.operator, "chat", "newer");
    assertThat(stage.stores.clients.find(WorkspaceId.OPERATOR, old.id())).isPresent();
    stage.connect("ann", "chat");
    assertThat(stage.account(account).origin().client()).isEqualTo(client().id());
    assertThat(stage.stores.clients.find(WorkspaceId.OPERATOR, old.id())).isEmpty();
  }

  @Test
  void handleWhenSessionIsExpiredThenRefuses() {
    stage.later(Duration.ofMinutes(26));
    Secret handle = stage.consent(session, "chat");
    stage.later(Duration.ofMinutes(4));
    assertRefused(Code.SESSION_EXPIRED, () -> stage.complete(session, handle));
  }

  @Test
  void handleWhenNobodyCameBackYetThenRefuses() {
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, Secret.of("h")));
    stage.authorize(session, "chat");
    assertRefused(Code.SESSION_STATE, () -> stage.complete(session, Secret.of("h")));
  }

  @Test
  void handleWhenSameIdentityOfSameUserThenUpdatesThatAccount() {
    var first = stage.connect("ann", "chat");
    stage.later(Duration.ofMinutes(1));
    var connected = stage.complete(session, stage.consent(session, "chat"));
    assertThat(connected.created()).isFalse();
    assertThat(connected.view().account().id()).isEqualTo(first);
    assertThat(connected.view().account().generation()).isEqualTo(2);
    assertThat(stage.token(first)).isEqualTo("access-2");
  }

  @Test
  void handleWhenIdentityOrUserOrWorkspaceDiffersThenAnotherAccount() {
    stage.connect("ann", "chat");
    stage.connect("bob", "chat");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("ann", "chat");
    assertThat(accounts()).isEqualTo(3);
  }

  @Test
  void handleWhenNobodySaysWhoItIsThenNothingIsGuessed() {
    stage.server.consenting(null);
    stage.connect("ann", "chat");
    stage.connect("ann", "chat");
    assertThat(accounts()).isEqualTo(2);
  }

  @Test
  void handleWhenSessionIsForAStepThenTheLinkIsThere() {
    var opened = stage.open(forStep("team_chat", null));
    var account = stage.complete(opened, stage.consent(opened, "chat")).view();
    assertThat(account.workflowCount()).isEqualTo(1);
    var link = stage.stores.links.ofStep(stage.workspace, STEP).getFirst();
    assertThat(link.name()).isEqualTo("team_chat");
    assertThat(link.externalUserId()).isEqualTo("ann");
    assertThat(link.account()).isEqualTo(account.account().id());
  }

  @Test
  void handleWhenTheLinkCannotBeWrittenThenThereIsNoAccountEither() {
    var failing =
        new StageUseCases(
            stage.stores, stage.stores.accounts, new BrokenStepLinks(stage.stores.links));
    var opened = stage.open(forStep(null, null));
    Secret handle = stage.consent(opened, "chat");
    assertThatThrownBy(
            () ->
                failing.complete.handle(
                    new CompleteConnection.Command(stage.key, opened.id(), handle, "ann")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(accounts()).isZero();
    assertThat(stage.look(opened).status()).isEqualTo("awaiting_completion");
  }

  @Test
  void handleWhenKeyIsOfAnotherWorkspaceThenUnknown() {
    Secret handle = stage.consent(session, "chat");
    var other = Stage.keyOf(stage.newWorkspace());
    assertRefused(
        Code.SESSION_NOT_FOUND,
        () ->
            stage.use.complete.handle(
                new CompleteConnection.Command(other, session.id(), handle, "ann")));
  }

  @Test
  void handleThenTheAttemptAndItsSecretsAreDestroyed() {
    Secret handle = stage.consent(session, "chat");
    var attempt = ((AwaitingCompletion) stage.look(session).session().progress()).attempt();
    stage.complete(session, handle);
    assertThat(stage.stores.sessions.findAttempt(stage.workspace, attempt)).isEmpty();
  }
}
