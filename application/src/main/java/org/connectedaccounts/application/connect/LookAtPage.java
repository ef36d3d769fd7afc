package org.connectedaccounts.application.connect;

import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Pending;
import org.connectedaccounts.domain.workspace.Workspace;

/**
 * What anybody may know who has the address of a session's page: who may embed it, and how far it
 * has come. It changes nothing, however often a link is looked at before its user opens it (C10).
 */
public final class LookAtPage {

  private final ConnectSessions sessions;
  private final Workspaces workspaces;

  public LookAtPage(ConnectSessions sessions, Workspaces workspaces) {
    this.sessions = sessions;
    this.workspaces = workspaces;
  }

  /**
   * @param status the word for it in the contract; {@code opened} for one that is pending and in
   *     somebody's browser
   */
  public record Seen(Workspace workspace, String status) {}

  /** Empty if there is no such session. */
  public Optional<Seen> handle(SessionId id) {
    return sessions
        .find(id)
        .flatMap(
            found ->
                workspaces
                    .find(found.session().workspace())
                    .map(workspace -> new Seen(workspace, status(found))));
  }

  private static String status(ConnectSessions.Found found) {
    ConnectSession session = found.session();
    boolean expired = session.isExpiredAt(found.now());
    boolean opened = found.opened() && !expired && session.progress() instanceof Pending;
    return opened ? "opened" : new SessionView(session, expired, null, null).status();
  }
}
