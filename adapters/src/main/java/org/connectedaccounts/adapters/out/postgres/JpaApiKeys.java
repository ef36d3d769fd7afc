package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
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

  private final StatelessSession session;

  JpaApiKeys(StatelessSession session) {
    this.session = session;
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
