package org.connectedaccounts.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link ApiKeys} in memory. */
public final class InMemoryApiKeys implements ApiKeys {

  private record Row(ApiKey key, String fingerprint) {}

  private final Map<RowKey, Row> rows;

  public InMemoryApiKeys(InMemoryTables tables) {
    this.rows = tables.table("api_key");
  }

  @Override
  public void add(ApiKey key, String fingerprint) {
    rows.put(RowKey.of(key.workspace(), key.id().value()), new Row(key, fingerprint));
  }

  @Override
  public Optional<ApiKey> findByFingerprint(String fingerprint) {
    return rows.values().stream()
        .filter(row -> row.fingerprint().equals(fingerprint))
        .findFirst()
        .map(Row::key);
  }

  @Override
  public List<ApiKey> list(WorkspaceId workspace) {
    return rows.values().stream()
        .map(Row::key)
        .filter(key -> key.workspace().equals(workspace))
        .toList();
  }

  @Override
  public boolean remove(WorkspaceId workspace, ApiKeyId id) {
    return rows.remove(RowKey.of(workspace, id.value())) != null;
  }
}
