package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.Event.Subject;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Singleton
class JdbcEvents implements Events {

  private static final String ADD =
      """
      insert into event (workspace_id, id, type, account_id, app, external_user_id, generation,
        reason, details)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  // Transactions that are still open may write; theirs and later ones are told once they ended.
  private static final String AFTER =
      """
      select *, written_by::text::bigint as transaction from event
      where workspace_id = ? and (written_by, number) > (cast(? as xid8), ?)
        and written_by < pg_snapshot_xmin(pg_current_snapshot())
      order by written_by, number limit ?
      """;

  private static final String REMOVE_OLD =
      """
      with old as (
        select workspace_id, id from event
        where created_at < clock_timestamp() - ? * interval '1 microsecond'
        limit ? for update skip locked),
      gone as (
        delete from event e using old o
        where e.workspace_id = o.workspace_id and e.id = o.id returning 1)
      select count(*) from gone
      """;

  private final Jdbc jdbc;

  JdbcEvents(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Event event) {
    jdbc.update(
        ADD,
        statement -> {
          var parameters =
              new Parameters(statement)
                  .id(event.workspace().value())
                  .id(event.id().value())
                  .text(event.type().name());
          subject(parameters, event.subject());
          parameters.text(EventDetailsColumn.write(event.details()));
        });
  }

  private static void subject(Parameters parameters, @Nullable Subject subject)
      throws SQLException {
    if (subject == null) {
      parameters.id(null).text(null).text(null).number((Integer) null).text(null);
      return;
    }
    Reason reason = subject.reason();
    parameters
        .id(subject.account().value())
        .text(subject.app().value())
        .text(subject.externalUserId())
        .number(subject.generation())
        .text(reason == null ? null : reason.name());
  }

  @Override
  public List<Told> after(WorkspaceId workspace, Position position, int limit) {
    return jdbc.query(
        AFTER,
        statement ->
            new Parameters(statement)
                .id(workspace.value())
                .text(Long.toString(position.transaction()))
                .number(position.number())
                .number((long) limit),
        JdbcEvents::told);
  }

  /** Of a row of {@code event}, with {@code transaction}. */
  static Told told(ResultSet row) throws SQLException {
    var type = Event.Type.valueOf(row.getString("type"));
    var event =
        new Event(
            new WorkspaceId(row.getObject("workspace_id", UUID.class)),
            new EventId(row.getObject("id", UUID.class)),
            type,
            subject(row),
            EventDetailsColumn.read(type, row.getString("details")));
    return new Told(
        event,
        new Position(row.getLong("transaction"), row.getLong("number")),
        Jdbc.instant(row, "created_at"));
  }

  private static @Nullable Subject subject(ResultSet row) throws SQLException {
    var account = row.getObject("account_id", UUID.class);
    if (account == null) {
      return null;
    }
    var reason = row.getString("reason");
    return new Subject(
        new AccountId(account),
        new AppSlug(row.getString("app")),
        row.getString("external_user_id"),
        row.getLong("generation"),
        reason == null ? null : Reason.valueOf(reason));
  }

  @Override
  public int removeOld(Duration age, int limit) {
    return jdbc.count(
        REMOVE_OLD, statement -> new Parameters(statement).micros(age).number((long) limit));
  }
}
