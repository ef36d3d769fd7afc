package org.connectedaccounts.adapters.out.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.ConnectSessions.Holder;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.SelectionQuery;

/** Ways to a session: by its id, and by the fingerprints of what reaches it. */
final class SessionLookups {

  private final StatelessSession session;

  SessionLookups(StatelessSession session) {
    this.session = session;
  }

  Optional<Found> find(WorkspaceId workspace, SessionId id) {
    return found(
        where("s.workspace_id = :workspace and s.id = :id")
            .setParameter("workspace", workspace.value())
            .setParameter("id", id.value()));
  }

  Optional<Found> find(SessionId id) {
    return found(where("s.id = :id").setParameter("id", id.value()));
  }

  private NativeQuery<Object[]> where(String condition) {
    return session
        .createNativeQuery(
            "select {s.*}, clock_timestamp() as now from connect_session s where " + condition,
            Object[].class)
        .addEntity("s", ConnectSessionRow.class)
        .addScalar("now", Instant.class);
  }

  private static Optional<Found> found(SelectionQuery<Object[]> query) {
    return query
        .uniqueResultOptional()
        .map(row -> found((ConnectSessionRow) row[0], (Instant) row[1]));
  }

  private static Found found(ConnectSessionRow row, Instant now) {
    return new Found(row.toDomain(), now, row.ticketFingerprint == null);
  }

  /**
   * @param column of the fingerprint; never from outside
   */
  Optional<Holder> holder(String column, String fingerprint) {
    return session
        .createNativeQuery(
            "select workspace_id, id from connect_session where "
                + column
                + " = :fingerprint and expires_at > clock_timestamp()",
            Object[].class)
        .setParameter("fingerprint", fingerprint)
        .uniqueResultOptional()
        .map(row -> new Holder(new WorkspaceId((UUID) row[0]), (UUID) row[1]));
  }
}
