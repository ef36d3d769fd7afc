package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaApiKeys implements ApiKeys {

  /** Others may have noted it meanwhile. */
  private static final String USED =
      """
      update api_key set last_used_at = clock_timestamp()
      where workspace_id = ? and id = ?
        and (last_used_at is null or last_used_at < clock_timestamp() - interval '30 seconds')
      """;

  private final StatelessSession session;
  private final Jdbc jdbc;

  JpaApiKeys(StatelessSession session, Jdbc jdbc) {
    this.session = session;
    this.jdbc = jdbc;
  }

  @Override
  public void add(ApiKey key, String fingerprint) {
    session.insert(ApiKeyRow.of(key, fingerprint));
  }

  @Override
  public Optional<ApiKey> findByFingerprint(String fingerprint) {
    return session
        .createSelectionQuery("from ApiKeyRow where fingerprint = :fingerprint", ApiKeyRow.class)
        .setParameter("fingerprint", fingerprint)
        .uniqueResultOptional()
        .map(ApiKeyRow::toDomain);
  }

  @Override
  public Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId id) {
    return Optional.ofNullable(
            session.get(ApiKeyRow.class, new RowKey(workspace.value(), id.value())))
        .map(ApiKeyRow::toDomain);
  }

  @Override
  public void used(WorkspaceId workspace, ApiKeyId id) {
    jdbc.update(USED, statement -> new Parameters(statement).id(workspace.value()).id(id.value()));
  }

  @Override
  public boolean replace(WorkspaceId workspace, ApiKeyId id, ApiKeyId by, Instant end) {
    return session
            .createMutationQuery(
                """
                update ApiKeyRow set expiresAt = :end, replacedBy = :by
                where workspaceId = :workspace and id = :id and replacedBy is null
                """)
            .setParameter("end", end)
            .setParameter("by", by.value())
            .setParameter("workspace", workspace.value())
            .setParameter("id", id.value())
            .executeUpdate()
        > 0;
  }

  @Override
  public List<ApiKey> list(WorkspaceId workspace) {
    return session
        .createSelectionQuery(
            "from ApiKeyRow where workspaceId = :workspace order by id", ApiKeyRow.class)
        .setParameter("workspace", workspace.value())
        .getResultStream()
        .map(ApiKeyRow::toDomain)
        .toList();
  }

  @Override
  public boolean remove(WorkspaceId workspace, ApiKeyId id) {
    return session
            .createMutationQuery(
                "delete from ApiKeyRow where workspaceId = :workspace and id = :id")
            .setParameter("workspace", workspace.value())
            .setParameter("id", id.value())
            .executeUpdate()
        > 0;
  }
}
