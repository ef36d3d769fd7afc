package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link ApiKeys} in memory. */
public final class InMemoryApiKeys implements ApiKeys {

  private record Row(ApiKey key, String fingerprint) {}

  private final InMemoryTables tables;
  private final Map<RowKey, Row> rows;

  public InMemoryApiKeys(InMemoryTables tables) {
    this.tables = tables;
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
  public Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId id) {
    return Optional.ofNullable(rows.get(RowKey.of(workspace, id.value()))).map(Row::key);
  }

  @Override
  public void used(WorkspaceId workspace, ApiKeyId id) {
    tables.run(
        () ->
            change(
                workspace, id, key -> with(key, key.expiresAt(), tables.now(), key.replacedBy())));
  }

  @Override
  public boolean replace(WorkspaceId workspace, ApiKeyId id, ApiKeyId by, Instant end) {
    return find(workspace, id).filter(key -> key.replacedBy() == null).isPresent()
        && change(workspace, id, key -> with(key, end, key.lastUsedAt(), by));
  }

  private boolean change(WorkspaceId workspace, ApiKeyId id, UnaryOperator<ApiKey> to) {
    return rows.computeIfPresent(
            RowKey.of(workspace, id.value()),
            (_, row) -> new Row(to.apply(row.key()), row.fingerprint()))
        != null;
  }

  private static ApiKey with(
      ApiKey key, @Nullable Instant end, @Nullable Instant used, @Nullable ApiKeyId by) {
    return new ApiKey(
        key.workspace(),
        key.id(),
        key.name(),
        key.scopes(),
        key.hint(),
        key.createdAt(),
        end,
        key.limits(),
        used,
        by);
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
