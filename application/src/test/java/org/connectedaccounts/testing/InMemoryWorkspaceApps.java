package org.connectedaccounts.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link WorkspaceApps} in memory. */
public final class InMemoryWorkspaceApps implements WorkspaceApps {

  private final Map<RowKey, String> definitions;
  private final Map<RowKey, String> snapshots;

  public InMemoryWorkspaceApps(InMemoryTables tables) {
    this.definitions = tables.table("app_definition");
    this.snapshots = tables.table("app_definition_snapshot");
  }

  @Override
  public void hold(WorkspaceId workspace) {
    // Units of work run one after the other.
  }

  @Override
  public Optional<String> find(WorkspaceId workspace, AppSlug slug) {
    return Optional.ofNullable(definitions.get(RowKey.of(workspace, slug)));
  }

  @Override
  public List<String> list(WorkspaceId workspace) {
    return definitions.entrySet().stream()
        .filter(row -> row.getKey().workspace().equals(workspace))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public long count(WorkspaceId workspace) {
    return list(workspace).size();
  }

  @Override
  public void put(WorkspaceId workspace, AppSlug slug, String document) {
    definitions.put(RowKey.of(workspace, slug), document);
  }

  @Override
  public boolean remove(WorkspaceId workspace, AppSlug slug) {
    return definitions.remove(RowKey.of(workspace, slug)) != null;
  }

  @Override
  public void keepSnapshot(DefinitionRef ref, String document) {
    snapshots.putIfAbsent(keyOf(ref), document);
  }

  @Override
  public Optional<String> findSnapshot(DefinitionRef ref) {
    return Optional.ofNullable(snapshots.get(keyOf(ref)));
  }

  private static RowKey keyOf(DefinitionRef ref) {
    return RowKey.of(ref.owner(), ref.slug(), ref.digest());
  }
}
