package org.connectedaccounts.application.connect;

import java.util.HashSet;
import java.util.Set;
import org.connectedaccounts.application.account.AccountEnrolment.Enrolled;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The caller's backend, or the token of an end user, vouches that the browser which came back
 * belongs to the session's user: same-user completion. Only now is a code exchanged or a key saved.
 */
public final class CompleteConnection {

  private final ConnectSessions sessions;
  private final Fingerprints fingerprints;
  private final Completion completion;
  private final AccountViews views;
  private final UnitOfWork unitOfWork;

  public CompleteConnection(
      ConnectSessions sessions,
      Fingerprints fingerprints,
      Completion completion,
      AccountViews views,
      UnitOfWork unitOfWork) {
    this.sessions = sessions;
    this.fingerprints = fingerprints;
    this.completion = completion;
    this.views = views;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param handle which the browser brought along, or the key form answered
   * @param externalUserId who is logged in at the caller's own site; an end user who calls with a
   *     token of its own may leave it out
   */
  public record Command(
      Caller caller, SessionId session, Secret handle, @Nullable String externalUserId) {}

  /**
   * The account, and whether it is new.
   *
   * @param step that it was linked to; null: the session named none
   */
  public record Connected(AccountView view, boolean created, @Nullable LinkTarget step) {}

  public Connected handle(Command command) {
    WorkspaceId workspace = command.caller().requireKeyOrEndUser(Scope.CONNECT_COMPLETE);
    Set<String> atTheBrowser = atTheBrowser(command);
    Found found = sessions.find(workspace, command.session()).orElseThrow(SessionAccess::unknown);
    try {
      return completed(found, command.handle(), atTheBrowser);
    } catch (Refusal refusal) {
      throw isStranger(command.caller(), found.session()) && refusal.code() != Code.USER_MISMATCH
          ? SessionAccess.unknown()
          : refusal;
    }
  }

  /**
   * All who are said to be at the browser: the token of an end user says it, and the body may not
   * say anything else.
   */
  private static Set<String> atTheBrowser(Command command) {
    Set<String> users = new HashSet<>();
    if (command.externalUserId() != null) {
      users.add(command.externalUserId());
    }
    if (command.caller() instanceof Caller.EndUser user) {
      users.add(user.externalUserId());
    }
    if (users.isEmpty()) {
      throw Refusal.invalid("/external_user_id", "is required");
    }
    return users;
  }

  /** Without the handle, another user's session does not exist for an end user. */
  private static boolean isStranger(Caller caller, ConnectSession session) {
    return caller instanceof Caller.EndUser user
        && !user.externalUserId().equals(session.request().signedInUser());
  }

  private Connected completed(Found found, Secret handle, Set<String> atTheBrowser) {
    ConnectSession session = SessionAccess.requireLive(found);
    WorkspaceId workspace = session.workspace();
    AttemptId attemptId = requireAwaiting(session);
    AuthorizationAttempt attempt =
        sessions.findAttempt(workspace, attemptId).orElseThrow(CompleteConnection::notTheHandle);
    String fingerprint = fingerprints.of(Purpose.HANDLE, handle);
    if (!unitOfWork.call(() -> sessions.takeHandle(workspace, attemptId, fingerprint))) {
      throw notTheHandle();
    }
    requireSameUser(session, atTheBrowser);
    Enrolled enrolled = complete(session, attempt);
    return new Connected(
        views.require(workspace, enrolled.account().id()),
        enrolled.created(),
        session.request().step());
  }

  /** While the keys are away nothing is lost by it: the handle can be brought again. */
  private Enrolled complete(ConnectSession session, AuthorizationAttempt attempt) {
    try {
      return completion.complete(session, attempt, Binding.USER_VERIFIED);
    } catch (KeyEncryptionKeys.Unreachable away) {
      unitOfWork.run(() -> sessions.returnHandle(attempt.workspace(), attempt.id()));
      throw away;
    }
  }

  private static AttemptId requireAwaiting(ConnectSession session) {
    return switch (session.progress()) {
      case AwaitingCompletion(var attempt) -> attempt;
      case Choosing _ ->
          throw Refusal.of(
              Code.CHOICE_REQUIRED, "The user must first choose one of the session's options.");
      default ->
          throw Refusal.of(
              Code.SESSION_STATE,
              "This session is " + session.progress().text() + "; there is nothing to complete.");
    };
  }

  /**
   * Another user at the browser that brought the handle means a hijacked flow: it ends here, for
   * good (C1). Without the handle anybody could say so.
   */
  private void requireSameUser(ConnectSession session, Set<String> atTheBrowser) {
    String own = session.request().signedInUser();
    if (own == null || !atTheBrowser.equals(Set.of(own))) {
      String detail = "The session was opened for another user; nothing was connected.";
      completion.attempts().fail(session, Code.USER_MISMATCH, detail);
      throw Refusal.of(Code.USER_MISMATCH, detail);
    }
  }

  private static Refusal notTheHandle() {
    return Refusal.of(
        Code.HANDLE_INVALID, "The handle is wrong, used, or too old; authorize again.");
  }
}
