package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

@Singleton
class JdbcDataKeyReplacements implements DataKeyReplacements {

  private static final String HOLD_NEXT =
      """
      select k.* from workspace w
      join data_key k on k.workspace_id = w.workspace_id and k.state = 'ENCRYPT'
      join key_rotation r on r.id = ?
      where k.created_at < r.started_at and k.failed_in is distinct from r.id
        and k.successor is null
      order by w.workspace_id limit 1 for no key update of w, k skip locked
      """;

  private static final String STEP_BACK =
      "update data_key set state = 'DECRYPT_ONLY' where workspace_id = ? and state = 'ENCRYPT'";

  private static final String PUBLISH =
      """
      insert into data_key (workspace_id, id, state, wrapped, wrapped_by)
      values (?, ?, 'PUBLISHED', ?, ?)
      """;

  /** On the row that others may be waiting for, so that they see it. */
  private static final String NAME_SUCCESSOR =
      "update data_key set successor = ? where workspace_id = ? and state = 'ENCRYPT'";

  private static final String HOLD_PUBLISHED =
      """
      select k.* from workspace w
      join data_key k on k.workspace_id = w.workspace_id and k.state = 'PUBLISHED'
      where k.failed_in is distinct from ?
        and k.created_at <= clock_timestamp() - ? * interval '1 microsecond'
      order by w.workspace_id limit 1 for no key update of w, k skip locked
      """;

  private static final String STEP_FORWARD =
      """
      update data_key set state = 'ENCRYPT', encrypts_since = clock_timestamp()
      where workspace_id = ? and id = ? and state = 'PUBLISHED'
      """;

  private static final String REPLACED =
      """
      select k.* from data_key k
      join data_key next on next.workspace_id = k.workspace_id and next.state = 'ENCRYPT'
      join key_rotation r on r.id = ?
      where k.state = 'DECRYPT_ONLY' and k.failed_in is distinct from r.id
        and (k.empty_since is null or k.empty_since < r.started_at)
        and next.created_at >= r.started_at
        and coalesce(next.encrypts_since, next.created_at)
          < clock_timestamp() - ? * interval '1 microsecond'
      order by k.workspace_id, k.created_at
      """;

  private static final String EMPTIED =
      """
      update data_key set empty_since = clock_timestamp()
      where workspace_id = ? and id = ? and state = 'DECRYPT_ONLY'
      """;

  private static final String FAILED =
      "update data_key set failed_in = ?, empty_since = null where workspace_id = ? and id = ?";

  private static final String WITHDRAW =
      "delete from data_key where workspace_id = ? and state = 'PUBLISHED'";

  private static final String FAILED_ALL =
      "update data_key set failed_in = ?, successor = null where workspace_id = ?";

  private static final String DESTROY_EMPTY =
      """
      delete from data_key k
      where k.state = 'DECRYPT_ONLY'
        and k.empty_since < clock_timestamp() - ? * interval '1 microsecond'
        and not exists (select from sealed_value v
          where v.workspace_id = k.workspace_id and v.data_key = k.id)
      """;

  private final Jdbc jdbc;

  JdbcDataKeyReplacements(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<DataKey> holdNext(KeyRotationId id) {
    return jdbc
        .query(
            HOLD_NEXT,
            statement -> new Parameters(statement).id(id.value()),
            DataKeyColumns::dataKey)
        .stream()
        .findFirst();
  }

  @Override
  public void publish(DataKey next) {
    jdbc.update(
        PUBLISH,
        statement ->
            new Parameters(statement)
                .id(next.workspace().value())
                .id(next.id())
                .bytes(next.wrapped())
                .text(next.wrappedBy()));
    jdbc.update(
        NAME_SUCCESSOR,
        statement -> new Parameters(statement).id(next.id()).id(next.workspace().value()));
  }

  @Override
  public Optional<DataKey> holdPublished(KeyRotationId id, Duration known) {
    return jdbc
        .query(
            HOLD_PUBLISHED,
            statement -> new Parameters(statement).id(id.value()).micros(known),
            DataKeyColumns::dataKey)
        .stream()
        .findFirst();
  }

  @Override
  public void replace(DataKey published) {
    var workspace = published.workspace().value();
    jdbc.update(STEP_BACK, statement -> new Parameters(statement).id(workspace));
    jdbc.update(
        STEP_FORWARD, statement -> new Parameters(statement).id(workspace).id(published.id()));
  }

  @Override
  public List<DataKey> replaced(KeyRotationId id, Duration settled) {
    return jdbc.query(
        REPLACED,
        statement -> new Parameters(statement).id(id.value()).micros(settled),
        DataKeyColumns::dataKey);
  }

  @Override
  public void emptied(DataKey key) {
    jdbc.update(
        EMPTIED, statement -> new Parameters(statement).id(key.workspace().value()).id(key.id()));
  }

  @Override
  public void failed(KeyRotationId id, DataKey key) {
    jdbc.update(
        FAILED,
        statement ->
            new Parameters(statement).id(id.value()).id(key.workspace().value()).id(key.id()));
  }

  @Override
  public void failed(KeyRotationId id, WorkspaceId workspace) {
    jdbc.update(WITHDRAW, statement -> new Parameters(statement).id(workspace.value()));
    jdbc.update(
        FAILED_ALL, statement -> new Parameters(statement).id(id.value()).id(workspace.value()));
  }

  @Override
  public void destroyEmpty(Duration since) {
    jdbc.update(DESTROY_EMPTY, statement -> new Parameters(statement).micros(since));
  }
}
