package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.account.AccountEnrolment.Enrolled;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.workspace.Caller;

/**
 * The user says which part of the grant the account stands for, such as a site; this ends the
 * session.
 */
public final class ChooseOption {

  private final SessionAccess access;
  private final ConnectSessions sessions;
  private final Workspaces workspaces;
  private final Completion completion;
  private final AccountViews views;

  public ChooseOption(
      SessionAccess access,
      ConnectSessions sessions,
      Workspaces workspaces,
      Completion completion,
      AccountViews views) {
    this.access = access;
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.completion = completion;
    this.views = views;
  }

  public record Command(Caller caller, SessionId session, String option) {}

  public SessionView handle(Command command) {
    ConnectSession session = access.requireOpen(command.caller(), command.session());
    if (!(session.progress() instanceof Choosing(var attemptId, var options))) {
      throw Refusal.of(Code.SESSION_STATE, "There is nothing to choose in this session now.");
    }
    if (options.stream().noneMatch(option -> option.id().equals(command.option()))) {
      throw Refusal.invalid("/option", "is none of the session's options");
    }
    AuthorizationAttempt attempt =
        sessions
            .findAttempt(session.workspace(), attemptId)
            .orElseThrow(
                () -> Refusal.of(Code.SESSION_STATE, "This attempt is over; authorize again."));
    Enrolled enrolled = completion.choose(session, attempt, command.option(), binding(attempt));
    var done = session.at(new Completed(enrolled.account().id(), enrolled.created()));
    return new SessionView(
        done, false, views.require(session.workspace(), enrolled.account().id()), null);
  }

  /** As the consent was received: with the backend's word, or in a browser-bound page. */
  private Binding binding(AuthorizationAttempt attempt) {
    return workspaces
        .find(attempt.workspace())
        .filter(workspace -> workspace.browserBound() && attempt.isOfPage())
        .map(_ -> Binding.BROWSER_BOUND)
        .orElse(Binding.USER_VERIFIED);
  }
}
