package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Opens a session for who may: a key of its workspace, or the one who holds its own token. */
public final class SessionAccess {

  private final ConnectSessions sessions;

  public SessionAccess(ConnectSessions sessions) {
    this.sessions = sessions;
  }

  /** The session, whatever its state. */
  Found require(Caller caller, SessionId id, Scope scope) {
    WorkspaceId workspace = caller.requireKeyOrSession(scope);
    if (caller instanceof Caller.SessionHolder holder && !holder.session().equals(id.value())) {
      throw unknown();
    }
    return sessions.find(workspace, id).orElseThrow(SessionAccess::unknown);
  }

  /** A session in which something can still be connected, for the one who holds its token. */
  ConnectSession requireOpen(Caller caller, SessionId id) {
    if (!(caller instanceof Caller.SessionHolder)) {
      throw Refusal.of(
          Code.SESSION_TOKEN_REQUIRED, "Call this with the session's own token (cst_…).");
    }
    ConnectSession session = requireLive(require(caller, id, Scope.CONNECT));
    if (session.request().kind() != Kind.CONNECT) {
      throw Refusal.of(
          Code.SESSION_STATE,
          "A session of kind manage connects nothing; open one of kind connect.");
    }
    if (session.progress() instanceof Completed) {
      throw Refusal.of(Code.SESSION_STATE, "This session is completed; open a new one.");
    }
    if (session.progress() instanceof Failed failed && failed.isForGood()) {
      throw Refusal.of(Code.SESSION_STATE, "This session has ended for good; open a new one.");
    }
    return session;
  }

  /** Whether our own page calls, in the browser that redeemed the session's link. */
  static boolean isPage(Caller caller) {
    return caller instanceof Caller.SessionHolder holder && holder.page();
  }

  static ConnectSession requireLive(Found found) {
    if (found.session().isExpiredAt(found.now())) {
      throw Refusal.of(Code.SESSION_EXPIRED, "This session is expired; open a new one.");
    }
    return found.session();
  }

  static Refusal unknown() {
    return Refusal.of(Code.SESSION_NOT_FOUND, "There is no such session.");
  }
}
