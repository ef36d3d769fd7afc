package org.connectedaccounts.testing;

import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link Workspaces} in memory. */
public final class InMemoryWorkspaces implements Workspaces {

  private final InMemoryTables tables;
  private final Map<RowKey, Workspace> rows;

  public InMemoryWorkspaces(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("workspace");
  }

  @Override
  public void add(Workspace workspace) {
    if (workspace.id().equals(WorkspaceId.OPERATOR)
        || rows.putIfAbsent(RowKey.of(workspace.id()), workspace) != null) {
      throw new IllegalStateException("There is a workspace with this id");
    }
  }

  @Override
  public Optional<Workspace> find(WorkspaceId id) {
    return Optional.ofNullable(rows.get(RowKey.of(id)));
  }

  /** Units of work run one after the other. */
  @Override
  public Optional<Workspace> findToChange(WorkspaceId id) {
    return find(id);
  }

  @Override
  public Page<Workspace> list(PageRequest page) {
    var after = page.position(WorkspaceId::parse).map(RowKey::of);
    var rest =
        rows.entrySet().stream()
            .filter(row -> after.isEmpty() || row.getKey().compareTo(after.get()) > 0)
            .map(Map.Entry::getValue)
            .limit(page.limit() + 1L)
            .toList();
    return Page.of(rest, page.limit(), last -> last.id().text());
  }

  @Override
  public boolean update(Workspace workspace) {
    return rows.computeIfPresent(
            RowKey.of(workspace.id()), (_, former) -> changed(former, workspace))
        != null;
  }

  @Override
  public boolean remove(WorkspaceId id) {
    boolean found = rows.remove(RowKey.of(id)) != null;
    tables.removeAllOf(id);
    return found;
  }

  @Override
  public boolean anyAllowsOrigin(String origin) {
    return rows.values().stream().anyMatch(row -> row.allowedOrigins().contains(origin));
  }

  private static Workspace changed(Workspace former, Workspace next) {
    return new Workspace(
        next.id(),
        next.name(),
        next.logoUrl(),
        next.accentColor(),
        next.returnUrls(),
        next.allowedOrigins(),
        next.browserBound(),
        next.sharedIdentities(),
        former.createdAt());
  }
}
