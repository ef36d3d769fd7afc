package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import org.connectedaccounts.application.connect.CompleteConnection.Command;
import org.connectedaccounts.application.connect.CompleteConnection.Connected;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.TokenSubject;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C1 where the user's own token is the word that is taken. */
class CompleteAsEndUserTest {

  private static final Secret GUESSED = Secret.of("guess");

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private static Caller user(WorkspaceId workspace, String name) {
    return new Caller.EndUser(workspace, new TokenSubject("login", "subject-of-" + name), name);
  }

  private Connected complete(Caller caller, Secret handle, @Nullable String named) {
    return stage.use.complete.handle(new Command(caller, session.id(), handle, named));
  }

  private String status() {
    return stage.look(session).status();
  }

  @Test
  void handleWhenTheTokenIsTheSessionsUsersThenTheAccountIsTheirs() {
    var connected = complete(user(stage.workspace, "ann"), stage.consent(session, "chat"), null);
    assertThat(connected.created()).isTrue();
    assertThat(connected.view().account().owner().externalUserId()).isEqualTo("ann");
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void handleWhenTheBodyNamesTheSameUserThenLikewise() {
    var handle = stage.consent(session, "chat");
    assertThat(complete(user(stage.workspace, "ann"), handle, "ann").created()).isTrue();
  }

  /** The handle came to this browser, and another user sits there. */
  @Test
  void handleWhenTheTokenIsAnothersThenTheSessionEndsForGood() {
    var handle = stage.consent(session, "chat");
    assertRefused(
        Code.USER_MISMATCH, () -> complete(user(stage.workspace, "mallory"), handle, null));
    assertThat(status()).isEqualTo("failed");
    assertThat(stage.server.calls()).isEmpty();
    assertRefused(Code.SESSION_STATE, () -> complete(user(stage.workspace, "ann"), handle, "ann"));
    assertRefused(Code.SESSION_STATE, () -> stage.authorize(session, "chat"));
  }

  /** The body is anybody's to write. */
  @Test
  void handleWhenTheBodyNamesTheSessionsUserAndTheTokenAnotherThenTheSessionEndsForGood() {
    var handle = stage.consent(session, "chat");
    assertRefused(
        Code.USER_MISMATCH, () -> complete(user(stage.workspace, "mallory"), handle, "ann"));
    assertThat(status()).isEqualTo("failed");
  }

  @Test
  void handleWhenTheBodyNamesAnotherThanTheTokenThenTheSessionEndsForGood() {
    var handle = stage.consent(session, "chat");
    assertRefused(
        Code.USER_MISMATCH, () -> complete(user(stage.workspace, "ann"), handle, "mallory"));
    assertThat(status()).isEqualTo("failed");
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenTheHandleIsWrongThenNothingIsLost() {
    var handle = stage.consent(session, "chat");
    assertRefused(Code.HANDLE_INVALID, () -> complete(user(stage.workspace, "ann"), GUESSED, null));
    assertThat(complete(user(stage.workspace, "ann"), handle, null).created()).isTrue();
  }

  /** However it stands: who is not its user learns nothing of it. */
  @Test
  void handleWhenAStrangerHasNoHandleThenThereIsNoSuchSession() {
    var mallory = user(stage.workspace, "mallory");
    assertRefused(Code.SESSION_NOT_FOUND, () -> complete(mallory, GUESSED, null));
    var handle = stage.consent(session, "chat");
    assertRefused(Code.SESSION_NOT_FOUND, () -> complete(mallory, GUESSED, "ann"));
    assertThat(complete(user(stage.workspace, "ann"), handle, null).created()).isTrue();
    assertRefused(Code.SESSION_NOT_FOUND, () -> complete(mallory, handle, null));
    stage.later(Duration.ofHours(1));
    assertRefused(Code.SESSION_NOT_FOUND, () -> complete(mallory, handle, null));
    assertRefused(Code.SESSION_EXPIRED, () -> complete(user(stage.workspace, "ann"), handle, null));
  }

  @Test
  void handleWhenTheTokenIsOfAnotherWorkspaceThenThereIsNoSuchSession() {
    var handle = stage.consent(session, "chat");
    var namesake = user(stage.newWorkspace(), "ann");
    assertRefused(Code.SESSION_NOT_FOUND, () -> complete(namesake, handle, null));
    assertThat(complete(user(stage.workspace, "ann"), handle, null).created()).isTrue();
  }

  @Test
  void handleWhenAKeyNamesNobodyThenRefusesBeforeAnythingIsSpent() {
    var handle = stage.consent(session, "chat");
    assertInvalid(() -> complete(stage.key, handle, null), "/external_user_id");
    assertThat(complete(stage.key, handle, "ann").created()).isTrue();
  }
}
