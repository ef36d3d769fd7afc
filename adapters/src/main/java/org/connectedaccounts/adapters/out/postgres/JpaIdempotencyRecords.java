package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.domain.credential.Sealed;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaIdempotencyRecords implements IdempotencyRecords {

  private final StatelessSession session;

  JpaIdempotencyRecords(StatelessSession session) {
    this.session = session;
  }

  /**
   * A conflict locks the row even where its condition leaves it alone, so the entry is still there
   * when it is read.
   */
  @Override
  public Optional<Entry> begin(Key key, String fingerprint) {
    int taken =
        session
            .createNativeMutationQuery(
                """
                insert into idempotency_record as r (workspace_id, scope, key, fingerprint)
                values (:workspace, :scope, :key, :fingerprint)
                on conflict (workspace_id, scope, key) do update
                set fingerprint = excluded.fingerprint, status = null, body = null,
                    body_key = null, created_at = clock_timestamp()
                where r.created_at <= clock_timestamp() - interval '24 hours'
                  or (r.status is null
                    and r.created_at <= clock_timestamp() - make_interval(secs => :longest))
                """)
            .setParameter("longest", (double) LONGEST_RUN.toSeconds())
            .setParameter("workspace", key.workspace().value())
            .setParameter("scope", key.scope())
            .setParameter("key", key.key())
            .setParameter("fingerprint", fingerprint)
            .executeUpdate();
    return taken > 0 ? Optional.empty() : row(key).map(IdempotencyRow::toDomain);
  }

  @Override
  public Optional<Duration> runningFor(Key key) {
    return session
        .createNativeQuery(
            """
            select (1000 * extract(epoch from clock_timestamp() - created_at))::bigint
            from idempotency_record
            where workspace_id = :workspace and scope = :scope and key = :key and status is null
            """,
            Long.class)
        .setParameter("workspace", key.workspace().value())
        .setParameter("scope", key.scope())
        .setParameter("key", key.key())
        .uniqueResultOptional()
        .map(Duration::ofMillis);
  }

  @Override
  public void finish(Key key, int status, Sealed body) {
    row(key).ifPresent(row -> session.update(row.take(status, body)));
  }

  @Override
  public void abandon(Key key) {
    row(key).ifPresent(session::delete);
  }

  @Override
  public int removeExpired(int limit) {
    return session
        .createNativeMutationQuery(
            """
            delete from idempotency_record where (workspace_id, scope, key) in (
              select workspace_id, scope, key from idempotency_record
              where created_at <= clock_timestamp() - interval '24 hours'
              order by created_at limit :limit for update skip locked)
            """)
        .setParameter("limit", limit)
        .executeUpdate();
  }

  private Optional<IdempotencyRow> row(Key key) {
    return Optional.ofNullable(session.get(IdempotencyRow.class, IdempotencyRow.Key.of(key)));
  }
}
