package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.jspecify.annotations.Nullable;

/** How far rotations are; what is finished was counted when it was, and is not counted again. */
@Singleton
final class KeyRotationReports {

  private static final String FIND =
      "select *, clock_timestamp() as seen from key_rotation where id = ?";

  // By the store's clock: of replicas' ids, whose clocks differ, the newest may not be the last.
  private static final String LIST =
      """
      select *, clock_timestamp() as seen from key_rotation
      where ?::uuid is null
        or (started_at, id) < (select b.started_at, b.id from key_rotation b where b.id = ?)
      order by started_at desc, id desc limit ?
      """;

  /** Of how much there is, how much is done and how much was left as it is. */
  private static final Map<Keys, String> PROGRESS =
      Map.of(
          Keys.KEY_ENCRYPTION_KEYS,
          """
          select count(k.id) as total,
            count(k.id) filter (where k.retired_in = r.id) as done,
            count(k.id) filter (where k.failed_in = r.id) as failed
          from key_rotation r left join data_key k
            on k.created_at < r.started_at or k.failed_in = r.id
          where r.id = ?
          """,
          Keys.DATA_KEYS,
          """
          select count(v.data_key) as total,
            count(v.data_key) filter (where k.created_at >= r.started_at) as done,
            count(v.data_key) filter (where k.created_at < r.started_at and k.failed_in = r.id)
              as failed
          from key_rotation r left join sealed_value v on true
            left join data_key k on k.workspace_id = v.workspace_id and k.id = v.data_key
          where r.id = ?
          """);

  private final Jdbc jdbc;

  KeyRotationReports(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** How much of a rotation is done. */
  record Progress(long total, long done, long failed) {}

  /** A rotation as it is stored. */
  private record Row(
      KeyRotationId id,
      Keys keys,
      Instant startedAt,
      @Nullable Instant finishedAt,
      Progress kept,
      Instant seen) {}

  Optional<KeyRotation> find(KeyRotationId id) {
    return jdbc
        .query(FIND, statement -> new Parameters(statement).id(id.value()), KeyRotationReports::row)
        .stream()
        .findFirst()
        .map(this::rotation);
  }

  Page<KeyRotation> list(PageRequest page) {
    UUID before = page.position(KeyRotationId::parse).map(KeyRotationId::value).orElse(null);
    List<Row> oneMore =
        jdbc.query(
            LIST,
            statement -> new Parameters(statement).id(before).id(before).number(page.limit() + 1L),
            KeyRotationReports::row);
    return Page.of(oneMore, page.limit(), row -> row.id().text()).map(this::rotation);
  }

  Progress progress(KeyRotationId id, Keys keys) {
    return jdbc.query(
            Objects.requireNonNull(PROGRESS.get(keys)),
            statement -> new Parameters(statement).id(id.value()),
            KeyRotationReports::progress)
        .getFirst();
  }

  private KeyRotation rotation(Row row) {
    Progress progress = row.finishedAt() == null ? progress(row.id(), row.keys()) : row.kept();
    return new KeyRotation(
        row.id(),
        row.keys(),
        row.startedAt(),
        row.finishedAt(),
        progress.total(),
        progress.done(),
        progress.failed(),
        row.seen());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new KeyRotationId(row.getObject("id", UUID.class)),
        Keys.valueOf(row.getString("keys")),
        Jdbc.instant(row, "started_at"),
        Jdbc.nullableInstant(row, "finished_at"),
        progress(row),
        Jdbc.instant(row, "seen"));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(row.getLong("total"), row.getLong("done"), row.getLong("failed"));
  }
}
