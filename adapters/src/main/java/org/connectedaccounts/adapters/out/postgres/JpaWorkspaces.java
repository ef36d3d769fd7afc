package org.connectedaccounts.adapters.out.postgres;

import static org.connectedaccounts.domain.workspace.WorkspaceId.OPERATOR;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaWorkspaces implements Workspaces {

  private final StatelessSession session;

  JpaWorkspaces(StatelessSession session) {
    this.session = session;
  }

  @Override
  public void add(Workspace workspace) {
    session.insert(WorkspaceRow.of(workspace));
  }

  @Override
  public Optional<Workspace> find(WorkspaceId id) {
    return row(id, LockMode.NONE).map(WorkspaceRow::toDomain);
  }

  @Override
  public Optional<Workspace> findToChange(WorkspaceId id) {
    return row(id, LockMode.PESSIMISTIC_WRITE).map(WorkspaceRow::toDomain);
  }

  @Override
  public Page<Workspace> list(PageRequest page) {
    // The nil UUID is the least one, so whatever comes after it is no longer the operator.
    UUID after = page.position(WorkspaceId::parse).orElse(OPERATOR).value();
    var rows =
        session
            .createSelectionQuery(
                "from WorkspaceRow where workspaceId > :after order by workspaceId",
                WorkspaceRow.class)
            .setParameter("after", after)
            .setMaxResults(page.limit() + 1)
            .getResultList();
    return Page.of(rows, page.limit(), row -> new WorkspaceId(row.workspaceId).text())
        .map(WorkspaceRow::toDomain);
  }

  @Override
  public boolean update(Workspace workspace) {
    var found = row(workspace.id(), LockMode.NONE);
    found.ifPresent(row -> session.update(row.take(workspace)));
    return found.isPresent();
  }

  @Override
  public boolean remove(WorkspaceId id) {
    return session
            .createMutationQuery(
                "delete from WorkspaceRow where workspaceId = :id and workspaceId <> :operator")
            .setParameter("id", id.value())
            .setParameter("operator", OPERATOR.value())
            .executeUpdate()
        > 0;
  }

  @Override
  public boolean anyAllowsOrigin(String origin) {
    return session
        .createNativeQuery(
            "select exists (select 1 from workspace where :origin = any(allowed_origins))",
            Boolean.class)
        .setParameter("origin", origin)
        .getSingleResult();
  }

  private Optional<WorkspaceRow> row(WorkspaceId id, LockMode lock) {
    return id.equals(OPERATOR)
        ? Optional.empty()
        : Optional.ofNullable(session.get(WorkspaceRow.class, id.value(), lock));
  }
}
