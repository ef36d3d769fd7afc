package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

@Singleton
class JdbcKeyRotations implements KeyRotations {

  private static final String START =
      """
      insert into key_rotation (id, keys) values (?, ?)
      on conflict ((true)) where finished_at is null do nothing
      """;

  private static final String FIND_RUNNING =
      "select id, keys from key_rotation where finished_at is null";

  private static final String HOLD_TO_REWRAP =
      """
      select w.workspace_id from workspace w
      join data_key k on k.workspace_id = w.workspace_id
      where k.rewrapped_in is distinct from ? and k.failed_in is distinct from ?
        and (w.workspace_id = ? or not exists (select from data_key o
          where o.workspace_id = ? and o.rewrapped_in is distinct from ?
            and o.failed_in is distinct from ?))
      order by w.workspace_id limit 1 for no key update of w, k skip locked
      """;

  /** What was rewrapped before there was a time of it is old enough. */
  private static final String HOLD_TO_RETIRE =
      """
      select w.workspace_id from workspace w
      join data_key k on k.workspace_id = w.workspace_id
      where k.rewrapped_in = ? and k.failed_in is distinct from ?
        and k.retired_in is distinct from k.rewrapped_in
        and coalesce(k.rewrapped_at, '-infinity')
          <= clock_timestamp() - ? * interval '1 microsecond'
      order by w.workspace_id limit 1 for no key update of w, k skip locked
      """;

  private static final String FIND_REWRAPPED =
      "select * from data_key where workspace_id = ? and rewrapped_in = ?";

  private static final String DATA_KEYS =
      "select * from data_key where workspace_id = ? for update";

  private static final String REWRAPPED =
      """
      update data_key set wrapped = ?, wrapped_by = ?, rewrapped_in = ?,
        rewrapped_at = clock_timestamp()
      where workspace_id = ? and id = ?
      """;

  private static final String RETIRED =
      "update data_key set retired_in = rewrapped_in where rewrapped_in = ? and workspace_id = ?";

  private static final String FAILED =
      """
      update data_key set failed_in = ?
      where workspace_id = ? and rewrapped_in is distinct from ?
      """;

  private static final String NOT_RETIRED =
      """
      update data_key set failed_in = ?
      where workspace_id = ? and rewrapped_in = ? and retired_in is distinct from rewrapped_in
      """;

  /**
   * Of any kind: what is left to do. Keys of workspaces that were made meanwhile are rewrapped, so
   * that none is left by a replica that knew no better, but nobody waits until their former
   * versions are retired: else a rotation would not end while workspaces are made.
   */
  private static final Map<Keys, String> FINISH =
      Map.of(
          Keys.KEY_ENCRYPTION_KEYS,
          """
          update key_rotation r set finished_at = clock_timestamp()
          where r.id = ? and r.finished_at is null and not exists (select from data_key k
            where k.failed_in is distinct from r.id
              and (k.rewrapped_in is distinct from r.id
                or k.created_at < r.started_at and k.retired_in is distinct from r.id))
          """,
          Keys.DATA_KEYS,
          """
          update key_rotation r set finished_at = clock_timestamp()
          where r.id = ? and r.finished_at is null and not exists (select from data_key k
            where k.failed_in is distinct from r.id
              and (k.state = 'ENCRYPT' and k.created_at < r.started_at
                or k.state = 'DECRYPT_ONLY'
                  and (k.empty_since is null or k.empty_since < r.started_at)))
          """);

  private static final String KEEP_PROGRESS =
      "update key_rotation set total = ?, done = ?, failed = ? where id = ?";

  private final Jdbc jdbc;
  private final KeyRotationReports reports;

  JdbcKeyRotations(Jdbc jdbc, KeyRotationReports reports) {
    this.jdbc = jdbc;
    this.reports = reports;
  }

  @Override
  public boolean start(KeyRotationId id, Keys keys) {
    return jdbc.update(
            START, statement -> new Parameters(statement).id(id.value()).text(keys.name()))
        == 1;
  }

  @Override
  public Optional<KeyRotation> find(KeyRotationId id) {
    return reports.find(id);
  }

  @Override
  public Page<KeyRotation> list(PageRequest page) {
    return reports.list(page);
  }

  @Override
  public Optional<Running> findRunning() {
    return jdbc
        .query(
            FIND_RUNNING,
            _ -> {},
            row ->
                new Running(
                    new KeyRotationId(row.getObject("id", UUID.class)),
                    Keys.valueOf(row.getString("keys"))))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<WorkspaceId> holdToRewrap(KeyRotationId id) {
    var rotation = id.value();
    var operator = WorkspaceId.OPERATOR.value();
    return workspace(
        HOLD_TO_REWRAP,
        statement ->
            new Parameters(statement)
                .id(rotation)
                .id(rotation)
                .id(operator)
                .id(operator)
                .id(rotation)
                .id(rotation));
  }

  @Override
  public Optional<WorkspaceId> holdToRetire(KeyRotationId id, Duration since) {
    return workspace(
        HOLD_TO_RETIRE,
        statement -> new Parameters(statement).id(id.value()).id(id.value()).micros(since));
  }

  private Optional<WorkspaceId> workspace(String sql, Jdbc.Binding binding) {
    return jdbc
        .query(sql, binding, row -> new WorkspaceId(row.getObject("workspace_id", UUID.class)))
        .stream()
        .findFirst();
  }

  @Override
  public List<DataKey> rewrapped(KeyRotationId id, WorkspaceId workspace) {
    return jdbc.query(
        FIND_REWRAPPED,
        statement -> new Parameters(statement).id(workspace.value()).id(id.value()),
        DataKeyColumns::dataKey);
  }

  @Override
  public List<DataKey> dataKeys(WorkspaceId workspace) {
    return jdbc.query(
        DATA_KEYS,
        statement -> new Parameters(statement).id(workspace.value()),
        DataKeyColumns::dataKey);
  }

  @Override
  public void rewrapped(KeyRotationId id, DataKey key) {
    jdbc.update(
        REWRAPPED,
        statement ->
            new Parameters(statement)
                .bytes(key.wrapped())
                .text(key.wrappedBy())
                .id(id.value())
                .id(key.workspace().value())
                .id(key.id()));
  }

  @Override
  public void retired(KeyRotationId id, WorkspaceId workspace) {
    jdbc.update(
        RETIRED, statement -> new Parameters(statement).id(id.value()).id(workspace.value()));
  }

  @Override
  public void failed(KeyRotationId id, WorkspaceId workspace) {
    jdbc.update(
        FAILED,
        statement -> new Parameters(statement).id(id.value()).id(workspace.value()).id(id.value()));
  }

  @Override
  public void notRetired(KeyRotationId id, WorkspaceId workspace) {
    jdbc.update(
        NOT_RETIRED,
        statement -> new Parameters(statement).id(id.value()).id(workspace.value()).id(id.value()));
  }

  @Override
  public boolean finish(Running rotation) {
    var id = rotation.id().value();
    boolean finished =
        jdbc.update(
                Objects.requireNonNull(FINISH.get(rotation.keys())),
                statement -> new Parameters(statement).id(id))
            == 1;
    if (finished) {
      keep(rotation.id(), reports.progress(rotation.id(), rotation.keys()));
    }
    return finished;
  }

  /** As it is now: later ones, and new workspaces, change what is counted. */
  private void keep(KeyRotationId id, KeyRotationReports.Progress progress) {
    jdbc.update(
        KEEP_PROGRESS,
        statement ->
            new Parameters(statement)
                .number(progress.total())
                .number(progress.done())
                .number(progress.failed())
                .id(id.value()));
  }
}
