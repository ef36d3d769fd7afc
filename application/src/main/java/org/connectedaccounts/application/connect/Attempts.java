package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.connect.SessionProgress.Authorizing;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;

/** Moves a session from attempt to attempt; a new one supersedes and destroys the one before. */
public final class Attempts {

  private final ConnectSessions sessions;
  private final WorkspaceApps apps;
  private final UnitOfWork unitOfWork;

  public Attempts(ConnectSessions sessions, WorkspaceApps apps, UnitOfWork unitOfWork) {
    this.sessions = sessions;
    this.apps = apps;
    this.unitOfWork = unitOfWork;
  }

  /** Keeps the attempt and the definition it is made with. */
  ConnectSession begin(
      ConnectSession session,
      AuthorizationAttempt attempt,
      CataloguedApp app,
      SessionProgress progress) {
    ConnectSession next = session.at(progress);
    unitOfWork.run(
        () -> {
          apps.keepSnapshot(app.ref(), app.definition().document());
          sessions.addAttempt(attempt);
          advance(session, next);
          destroyAttemptOf(session);
        });
    return next;
  }

  /** Ends the session's attempt for a reason; the session may try again. */
  void fail(ConnectSession session, Code code, String detail) {
    fail(session, new SessionProgress.Failed(code, detail));
  }

  /** As above, where more is known. */
  void fail(ConnectSession session, SessionProgress.Failed why) {
    unitOfWork.run(
        () -> {
          if (sessions.advance(session, session.at(why))) {
            destroyAttemptOf(session);
          }
        });
  }

  /** Within a unit of work: the session has its account, the attempt is over. */
  void completeWithin(ConnectSession session, SessionProgress.Completed completed) {
    advance(session, session.at(completed));
    destroyAttemptOf(session);
  }

  void advance(ConnectSession from, ConnectSession to) {
    if (!sessions.advance(from, to)) {
      throw Refusal.of(
          Code.SESSION_STATE,
          "Another call moved this session on meanwhile; look at it and try again.");
    }
  }

  private void destroyAttemptOf(ConnectSession session) {
    AttemptId former =
        switch (session.progress()) {
          case Authorizing(var attempt) -> attempt;
          case AwaitingCompletion(var attempt) -> attempt;
          case Choosing(var attempt, var _) -> attempt;
          case SessionProgress.Pending _, SessionProgress.Completed _, SessionProgress.Failed _ ->
              null;
        };
    if (former != null) {
      sessions.removeAttempt(session.workspace(), former);
    }
  }
}
