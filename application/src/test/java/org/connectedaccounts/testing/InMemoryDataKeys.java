package org.connectedaccounts.testing;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link DataKeys} in memory. */
public final class InMemoryDataKeys implements DataKeys {

  private final InMemoryTables tables;
  private final Map<RowKey, DataKey> rows;

  public InMemoryDataKeys(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("data_key");
  }

  @Override
  public void add(DataKey key) {
    if (key.state() == State.ENCRYPT && findEncrypting(key.workspace()).isPresent()) {
      throw new IllegalStateException("The workspace has a data key that encrypts");
    }
    if (rows.putIfAbsent(RowKey.of(key.workspace(), key.id()), copy(key)) != null) {
      throw new IllegalStateException("There is a data key with this id");
    }
  }

  @Override
  public Optional<DataKey> find(WorkspaceId workspace, UUID id) {
    return Optional.ofNullable(rows.get(RowKey.of(workspace, id))).map(InMemoryDataKeys::copy);
  }

  @Override
  public boolean anyWrapped(String versions) {
    var pattern = Pattern.compile(versions);
    return rows.values().stream().anyMatch(key -> pattern.matcher(key.wrappedBy()).find());
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
    return tables.atomically(
        () ->
            rows.values().stream()
                .filter(key -> key.workspace().equals(workspace) && key.state() == state)
                .findFirst()
                .map(InMemoryDataKeys::copy));
  }

  private static DataKey copy(DataKey key) {
    return new DataKey(
        key.workspace(), key.id(), key.state(), key.wrapped().clone(), key.wrappedBy());
  }
}
