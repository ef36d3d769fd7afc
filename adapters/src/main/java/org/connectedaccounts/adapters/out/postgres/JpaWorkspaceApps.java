package org.connectedaccounts.adapters.out.postgres;

import static java.util.Comparator.comparing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaWorkspaceApps implements WorkspaceApps {

  private final StatelessSession session;

  JpaWorkspaceApps(StatelessSession session) {
    this.session = session;
  }

  @Override
  public void hold(WorkspaceId workspace) {
    HeldWorkspace.hold(session, workspace);
  }

  @Override
  public Optional<String> find(WorkspaceId workspace, AppSlug slug) {
    var key = new AppDefinitionRow.Key(workspace.value(), slug.value());
    return Optional.ofNullable(session.get(AppDefinitionRow.class, key)).map(row -> row.document);
  }

  @Override
  public List<String> list(WorkspaceId workspace) {
    // Sorted here, since the order of texts depends on the database's locale.
    return session
        .createSelectionQuery(
            "from AppDefinitionRow where workspaceId = :workspace", AppDefinitionRow.class)
        .setParameter("workspace", workspace.value())
        .getResultStream()
        .sorted(comparing(row -> row.slug))
        .map(row -> row.document)
        .toList();
  }

  @Override
  public long count(WorkspaceId workspace) {
    return session
        .createSelectionQuery(
            "select count(*) from AppDefinitionRow where workspaceId = :workspace", Long.class)
        .setParameter("workspace", workspace.value())
        .getSingleResult();
  }

  @Override
  public void put(WorkspaceId workspace, AppSlug slug, String document) {
    session
        .createNativeMutationQuery(
            """
            insert into app_definition (workspace_id, slug, document)
            values (:workspace, :slug, :document)
            on conflict (workspace_id, slug)
            do update set document = excluded.document, updated_at = clock_timestamp()
            """)
        .setParameter("workspace", workspace.value())
        .setParameter("slug", slug.value())
        .setParameter("document", document)
        .executeUpdate();
  }

  @Override
  public boolean remove(WorkspaceId workspace, AppSlug slug) {
    return session
            .createMutationQuery(
                "delete from AppDefinitionRow where workspaceId = :workspace and slug = :slug")
            .setParameter("workspace", workspace.value())
            .setParameter("slug", slug.value())
            .executeUpdate()
        > 0;
  }

  @Override
  public void keepSnapshot(DefinitionRef ref, String document) {
    session
        .createNativeMutationQuery(
            """
            insert into app_definition_snapshot (workspace_id, slug, digest, document)
            values (:workspace, :slug, :digest, :document)
            on conflict (workspace_id, slug, digest) do nothing
            """)
        .setParameter("workspace", ref.owner().value())
        .setParameter("slug", ref.slug().value())
        .setParameter("digest", ref.digest())
        .setParameter("document", document)
        .executeUpdate();
  }

  @Override
  public Optional<String> findSnapshot(DefinitionRef ref) {
    return Optional.ofNullable(
            session.get(AppDefinitionSnapshotRow.class, AppDefinitionSnapshotRow.Key.of(ref)))
        .map(row -> row.document);
  }
}
