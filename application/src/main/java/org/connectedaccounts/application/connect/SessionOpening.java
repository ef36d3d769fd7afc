package org.connectedaccounts.application.connect;

import java.time.Instant;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Pending;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Opens a session that was checked, with a link to its page. */
public final class SessionOpening {

  private final ConnectSessions sessions;
  private final Fingerprints fingerprints;
  private final PageLinks links;
  private final Surroundings surroundings;

  public SessionOpening(
      ConnectSessions sessions,
      Fingerprints fingerprints,
      PageLinks links,
      Surroundings surroundings) {
    this.sessions = sessions;
    this.fingerprints = fingerprints;
    this.links = links;
    this.surroundings = surroundings;
  }

  /**
   * @param link counts once
   */
  record Opened(ConnectSession session, Secret link) {}

  /**
   * @param token for the API; null: the session is reached by its link alone
   */
  Opened open(
      WorkspaceId workspace, SessionRequest request, Instant until, @Nullable Secret token) {
    var session =
        new ConnectSession(
            workspace,
            new SessionId(surroundings.random().id()),
            request,
            new Pending(),
            surroundings.clock().now(),
            until);
    Secret ticket = surroundings.random().bearer(BearerToken.TICKET_PREFIX);
    var ways =
        new Ways(
            token == null ? null : fingerprints.of(Purpose.SESSION_TOKEN, token),
            fingerprints.of(Purpose.TICKET, ticket));
    surroundings.unitOfWork().run(() -> sessions.add(session, ways));
    return new Opened(session, links.toRedeem(session.id(), ticket));
  }
}
