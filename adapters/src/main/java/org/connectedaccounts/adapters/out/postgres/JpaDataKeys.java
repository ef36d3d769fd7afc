package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaDataKeys implements DataKeys {

  private final StatelessSession session;

  JpaDataKeys(StatelessSession session) {
    this.session = session;
  }

  @Override
  public void add(DataKey key) {
    session.insert(DataKeyRow.of(key));
  }

  @Override
  public Optional<DataKey> find(WorkspaceId workspace, UUID id) {
    return Optional.ofNullable(session.get(DataKeyRow.class, new RowKey(workspace.value(), id)))
        .map(DataKeyRow::toDomain);
  }

  @Override
  public boolean anyWrapped(String versions) {
    return (boolean)
        session
            .createNativeQuery(
                "select exists (select from data_key where wrapped_by ~ :versions)", Boolean.class)
            .setParameter("versions", versions)
            .getSingleResult();
  }

  @Override
  public Optional<DataKey> findEncrypting(WorkspaceId workspace) {
    return find(workspace, State.ENCRYPT);
  }

  @Override
  public Optional<DataKey> findPublished(WorkspaceId workspace) {
    return find(workspace, State.PUBLISHED);
  }

  private Optional<DataKey> find(WorkspaceId workspace, State state) {
    return session
        .createSelectionQuery(
            "from DataKeyRow where workspaceId = :workspace and state = :state", DataKeyRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("state", state)
        .uniqueResultOptional()
        .map(DataKeyRow::toDomain);
  }
}
