package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * {@link KeyRotations} in memory, of key-encryption keys alone. Units of work follow each other, so
 * nobody holds anything.
 */
public final class InMemoryKeyRotations implements KeyRotations {

  private static final Comparator<Row> NEWEST =
      Comparator.comparing(Row::startedAt).thenComparing(row -> row.id().text()).reversed();

  private final InMemoryTables tables;
  private final Map<String, Row> rows;
  private final Map<RowKey, DataKey> dataKeys;
  private final Map<RowKey, KeyRotationId> rewrapped;
  private final Map<RowKey, Instant> rewrappedAt;
  private final Map<RowKey, KeyRotationId> retired;
  private final Map<RowKey, KeyRotationId> failed;
  private final Map<String, KeyRotation> ended;

  /**
   * @param dataKeys which there were when it began
   */
  private record Row(
      KeyRotationId id,
      Keys keys,
      Set<RowKey> dataKeys,
      Instant startedAt,
      @Nullable Instant finishedAt) {}

  public InMemoryKeyRotations(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("key_rotation");
    this.dataKeys = tables.table("data_key");
    this.rewrapped = tables.table("data_key_rewrapped");
    this.rewrappedAt = tables.table("data_key_rewrapped_at");
    this.retired = tables.table("data_key_retired");
    this.failed = tables.table("data_key_failed");
    this.ended = tables.table("key_rotation_ended");
  }

  @Override
  public boolean start(KeyRotationId id, Keys keys) {
    if (findRunning().isPresent()) {
      return false;
    }
    rows.put(id.text(), new Row(id, keys, Set.copyOf(dataKeys.keySet()), tables.now(), null));
    return true;
  }

  @Override
  public Optional<KeyRotation> find(KeyRotationId id) {
    return Optional.ofNullable(ended.get(id.text())).or(() -> current(id));
  }

  @Override
  public Page<KeyRotation> list(PageRequest page) {
    Row before = page.position(KeyRotationId::parse).map(id -> rows.get(id.text())).orElse(null);
    List<KeyRotation> oneMore =
        rows.values().stream()
            .filter(row -> before == null || NEWEST.compare(row, before) > 0)
            .sorted(NEWEST)
            .limit(page.limit() + 1L)
            .flatMap(row -> find(row.id()).stream())
            .toList();
    return Page.of(oneMore, page.limit(), each -> each.id().text());
  }

  private Optional<KeyRotation> current(KeyRotationId id) {
    return Optional.ofNullable(rows.get(id.text()))
        .map(
            row ->
                new KeyRotation(
                    id,
                    row.keys(),
                    row.startedAt(),
                    row.finishedAt(),
                    count(key -> isOf(row, key) || id.equals(failed.get(key))),
                    count(key -> id.equals(retired.get(key))),
                    count(key -> id.equals(failed.get(key))),
                    tables.now()));
  }

  private long count(Predicate<RowKey> which) {
    return dataKeys.keySet().stream().filter(which).count();
  }

  private boolean isOf(Row rotation, RowKey key) {
    return rotation.dataKeys().contains(key);
  }

  private boolean isLeft(Row rotation, RowKey key) {
    return isOpen(rotation.id(), isOf(rotation, key) ? retired : rewrapped, key);
  }

  @Override
  public Optional<Running> findRunning() {
    return rows.values().stream()
        .filter(row -> row.finishedAt() == null)
        .map(row -> new Running(row.id(), row.keys()))
        .findFirst();
  }

  @Override
  public Optional<WorkspaceId> holdToRewrap(KeyRotationId id) {
    return workspace(
        key ->
            isOpen(id, rewrapped, RowKey.of(key.workspace(), key.id()))
                && isAfterTheOperator(id, key.workspace()));
  }

  @Override
  public Optional<WorkspaceId> holdToRetire(KeyRotationId id, Duration since) {
    return workspace(key -> isToRetire(id, RowKey.of(key.workspace(), key.id()), since));
  }

  private boolean isToRetire(KeyRotationId id, RowKey key, Duration since) {
    return id.equals(rewrapped.get(key))
        && isOpen(id, retired, key)
        && !rewrappedAt.getOrDefault(key, Instant.MIN).isAfter(tables.now().minus(since));
  }

  private Optional<WorkspaceId> workspace(Predicate<DataKey> which) {
    return dataKeys.values().stream().filter(which).map(DataKey::workspace).findFirst();
  }

  @Override
  public List<DataKey> rewrapped(KeyRotationId id, WorkspaceId workspace) {
    return dataKeys(workspace).stream()
        .filter(key -> id.equals(rewrapped.get(RowKey.of(workspace, key.id()))))
        .toList();
  }

  private boolean isAfterTheOperator(KeyRotationId id, WorkspaceId workspace) {
    return workspace.equals(WorkspaceId.OPERATOR)
        || dataKeys(WorkspaceId.OPERATOR).stream()
            .map(key -> RowKey.of(key.workspace(), key.id()))
            .noneMatch(key -> isOpen(id, rewrapped, key));
  }

  private boolean isOpen(KeyRotationId id, Map<RowKey, KeyRotationId> marks, RowKey key) {
    return !id.equals(marks.get(key)) && !id.equals(failed.get(key));
  }

  @Override
  public List<DataKey> dataKeys(WorkspaceId workspace) {
    return dataKeys.values().stream().filter(key -> key.workspace().equals(workspace)).toList();
  }

  @Override
  public void rewrapped(KeyRotationId id, DataKey key) {
    RowKey row = RowKey.of(key.workspace(), key.id());
    dataKeys.put(row, key);
    rewrapped.put(row, id);
    rewrappedAt.put(row, tables.now());
  }

  @Override
  public void retired(KeyRotationId id, WorkspaceId workspace) {
    dataKeys(workspace).stream()
        .map(key -> RowKey.of(workspace, key.id()))
        .filter(row -> id.equals(rewrapped.get(row)))
        .forEach(row -> retired.put(row, id));
  }

  @Override
  public void failed(KeyRotationId id, WorkspaceId workspace) {
    dataKeys(workspace).stream()
        .map(key -> RowKey.of(workspace, key.id()))
        .filter(row -> !id.equals(rewrapped.get(row)))
        .forEach(row -> failed.put(row, id));
  }

  @Override
  public void notRetired(KeyRotationId id, WorkspaceId workspace) {
    dataKeys(workspace).stream()
        .map(key -> RowKey.of(workspace, key.id()))
        .filter(row -> id.equals(rewrapped.get(row)) && isOpen(id, retired, row))
        .forEach(row -> failed.put(row, id));
  }

  @Override
  public boolean finish(Running rotation) {
    var id = rotation.id();
    Row row = rows.get(id.text());
    if (row == null
        || row.finishedAt() != null
        || dataKeys.keySet().stream().anyMatch(key -> isLeft(row, key))) {
      return false;
    }
    rows.put(id.text(), new Row(id, row.keys(), row.dataKeys(), row.startedAt(), tables.now()));
    current(id).ifPresent(now -> ended.put(id.text(), now));
    return true;
  }
}
