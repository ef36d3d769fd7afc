package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.AuditTrail.Filter;
import org.connectedaccounts.application.port.AuditTrail.Place;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.audit.AuditEntry.Circumstances;
import org.connectedaccounts.domain.audit.AuditEntry.Outcome;
import org.connectedaccounts.domain.audit.AuditEntry.Subject;
import org.connectedaccounts.domain.audit.AuditEntryId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The rows of the audit. */
@Singleton
final class AuditEntries {

  /** After every time that there will be. */
  private static final Place NEWEST =
      new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  // A batch whose answer was lost is written again. Whose an account is that a call was about alone
  // is looked up here, where nobody waits for it.
  private static final String ADD =
      """
      insert into audit_entry (workspace_id, id, at, actor, actor_id, action, status, code,
        accounts, targets, external_user_id, workflow_id, step_id, purpose, address, request_id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, '{}'::text[]),
        coalesce(?::text, (select external_user_id from connected_account
          where workspace_id = ? and id = any(?))),
        ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String REMOVE_OLD =
      """
      with old as (
        select workspace_id, at, id from audit_entry
        where at < clock_timestamp() - ? * interval '1 microsecond'
        limit ? for update skip locked),
      gone as (
        delete from audit_entry e using old o
        where e.workspace_id = o.workspace_id and e.at = o.at and e.id = o.id returning 1)
      select count(*) from gone
      """;

  private final Jdbc jdbc;

  AuditEntries(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<AuditEntry> entries) {
    jdbc.batch(
        ADD,
        entries,
        (statement, entry) -> {
          Outcome outcome = entry.outcome();
          Subject subject = entry.subject();
          new Parameters(statement)
              .id(entry.workspace().value())
              .id(entry.id().value())
              .time(entry.at())
              .text(entry.actor().kind().name())
              .text(entry.actor().id())
              .text(entry.action())
              .number(outcome.status())
              .text(outcome.code())
              .ids(subject.accounts().stream().map(AccountId::value).toList())
              .texts(subject.targets())
              .text(subject.externalUserId())
              .id(entry.workspace().value())
              .ids(onlyAccount(subject))
              .text(subject.workflowId())
              .text(subject.stepId())
              .text(entry.circumstances().purpose())
              .text(entry.circumstances().address())
              .text(entry.circumstances().requestId());
        });
  }

  private static List<UUID> onlyAccount(Subject subject) {
    return subject.accounts().size() == 1
        ? subject.accounts().stream().map(AccountId::value).toList()
        : List.of();
  }

  Page<AuditEntry> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    Place before = page.position(Place::parse).orElse(NEWEST);
    var query = new AuditQuery(workspace, before, filter);
    List<AuditEntry> found =
        jdbc.query(
            query.sql(),
            statement ->
                new Parameters(statement).objects(query.values()).number(page.limit() + 1L),
            AuditEntries::read);
    return Page.of(found, page.limit(), entry -> Place.of(entry).text());
  }

  int removeOld(Duration age, int limit) {
    return jdbc.count(
        REMOVE_OLD, statement -> new Parameters(statement).micros(age).number((long) limit));
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new AuditEntryId(row.getObject("id", UUID.class)),
        Jdbc.instant(row, "at"),
        new Actor(Actor.Kind.valueOf(row.getString("actor")), row.getString("actor_id")),
        row.getString("action"),
        new Outcome(row.getObject("status", Integer.class), row.getString("code")),
        new Subject(
            Arrays.stream((UUID[]) row.getArray("accounts").getArray())
                .map(AccountId::new)
                .collect(Collectors.toSet()),
            targets(row.getArray("targets")),
            row.getString("external_user_id"),
            row.getString("workflow_id"),
            row.getString("step_id")),
        new Circumstances(
            row.getString("purpose"), row.getString("address"), row.getString("request_id")));
  }

  /** Entries from before have none. */
  private static List<String> targets(@Nullable Array column) throws SQLException {
    return column == null ? List.of() : List.of((String[]) column.getArray());
  }
}
