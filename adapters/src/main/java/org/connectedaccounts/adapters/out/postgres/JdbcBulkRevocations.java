package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Singleton
class JdbcBulkRevocations implements BulkRevocations {

  private static final String COUNT =
      "select count(*) from connected_account a where " + RevocationSelection.SQL;

  private static final String COUNTS =
      """
      select count(*) filter (where outcome = 'REVOKED') as revoked,
        count(*) filter (where outcome = 'NOT_REVOCABLE') as not_revocable,
        count(*) filter (where outcome = 'FAILED') as failed,
        count(*) filter (where outcome = 'REMAINING') as remaining
      from revocation_account i
      where i.workspace_id = r.workspace_id and i.revocation_id = r.id and r.finished_at is null
      """;

  /** Those that are finished are not counted again. */
  private static final String SELECT =
      """
      select r.*, r.revoked + c.revoked as now_revoked,
        r.not_revocable + c.not_revocable as now_not_revocable, r.failed + c.failed as now_failed,
        c.remaining, clock_timestamp() as seen
      from revocation r cross join lateral (%s) c
      """
          .formatted(COUNTS);

  private static final String FIND = SELECT + "where r.workspace_id = ? and r.id = ?";

  private static final String LIST =
      SELECT
          + """
          where r.workspace_id = ? and (?::uuid is null or r.id < ?)
          order by r.id desc limit ?
          """;

  private static final String ACCOUNTS =
      """
      select * from revocation_account
      where workspace_id = ? and revocation_id = ? and (?::text is null or outcome = ?)
        and (?::uuid is null or account_id > ?)
      order by account_id limit ?
      """;

  private static final String FORMER =
      """
      select c.*, c.account_id as id, c.generation as credential_generation from credential c
      where c.workspace_id = ? and c.account_id = ? and c.generation = ?
      """;

  private static final String EMPTY =
      """
      with moved as (
        update connected_account set generation = ?, expires_at = null, will_die_at = null,
          updated_at = clock_timestamp()
        where workspace_id = ? and id = ? and generation = ?
        returning workspace_id, id, generation),
      forgotten as (
        delete from credential c using moved m
        where c.workspace_id = m.workspace_id and c.account_id = m.id),
      spared as (
        delete from spare_credential s using moved m
        where s.workspace_id = m.workspace_id and s.account_id = m.id),
      ended as (
        update refresh_attempt r set state = 'LOST' from moved m
        where r.workspace_id = m.workspace_id and r.account_id = m.id and r.state = 'UNKNOWN')
      insert into credential (workspace_id, account_id, generation, parent_generation, auths,
        auths_key)
      select workspace_id, id, generation, ?, ?, ? from moved
      """;

  private static final String FINISH =
      """
      update revocation r set finished_at = clock_timestamp(), revoked = c.revoked,
        not_revocable = c.not_revocable, failed = c.failed
      from (select r.workspace_id, r.id, c.* from revocation r, lateral (%s) c
        where r.finished_at is null and not exists (select from revocation_account i
          where i.workspace_id = r.workspace_id and i.revocation_id = r.id
            and i.outcome = 'REMAINING')) c
      where r.workspace_id = c.workspace_id and r.id = c.id and r.finished_at is null
      """
          .formatted(COUNTS);

  private final Jdbc jdbc;
  private final RevocationStart starting;
  private final RevocationTasks tasks;

  JdbcBulkRevocations(Jdbc jdbc, RevocationStart starting, RevocationTasks tasks) {
    this.jdbc = jdbc;
    this.starting = starting;
    this.tasks = tasks;
  }

  @Override
  public long count(WorkspaceId workspace, Selection selection) {
    return jdbc.count(
        COUNT,
        statement -> RevocationSelection.bind(new Parameters(statement), workspace, selection));
  }

  @Override
  public long start(Wanted wanted, int limit) {
    return starting.start(wanted, limit);
  }

  @Override
  public Optional<BulkRevocation> find(WorkspaceId workspace, RevocationId id) {
    return jdbc
        .query(
            FIND,
            statement -> new Parameters(statement).id(workspace.value()).id(id.value()),
            JdbcBulkRevocations::revocation)
        .stream()
        .findFirst();
  }

  @Override
  public Page<BulkRevocation> list(WorkspaceId workspace, PageRequest page) {
    UUID before = page.position(RevocationId::parse).map(RevocationId::value).orElse(null);
    List<BulkRevocation> oneMore =
        jdbc.query(
            LIST,
            statement ->
                new Parameters(statement)
                    .id(workspace.value())
                    .id(before)
                    .id(before)
                    .number(page.limit() + 1L),
            JdbcBulkRevocations::revocation);
    return Page.of(oneMore, page.limit(), each -> each.id().text());
  }

  @Override
  public Page<RevokedAccount> accounts(
      WorkspaceId workspace, RevocationId id, @Nullable Outcome outcome, PageRequest page) {
    UUID after = page.position(AccountId::parse).map(AccountId::value).orElse(null);
    String wanted = outcome == null ? null : outcome.name();
    List<RevokedAccount> oneMore =
        jdbc.query(
            ACCOUNTS,
            statement ->
                new Parameters(statement)
                    .id(workspace.value())
                    .id(id.value())
                    .text(wanted)
                    .text(wanted)
                    .id(after)
                    .id(after)
                    .number(page.limit() + 1L),
            JdbcBulkRevocations::account);
    return Page.of(oneMore, page.limit(), each -> each.account().text());
  }

  @Override
  public List<Lane> waiting(Set<Lane> full, int limit) {
    return tasks.waiting(full, limit);
  }

  @Override
  public List<Task> take(Lane lane, Duration lease, int limit) {
    return tasks.take(lane, lease, limit);
  }

  @Override
  public void again(Task task, Why why, Duration pause, boolean inVain) {
    tasks.again(task, why, pause, inVain);
  }

  @Override
  public Optional<CredentialGeneration> former(Task task) {
    return jdbc
        .query(
            FORMER,
            statement ->
                new Parameters(statement)
                    .id(task.workspace().value())
                    .id(task.account().value())
                    .number(task.generation()),
            row -> CredentialRow.read(row).toDomain())
        .stream()
        .findFirst();
  }

  @Override
  public void end(Task task, Outcome outcome, Why why) {
    tasks.end(task, outcome, why);
  }

  @Override
  public void empty(ConnectedAccount account, CredentialGeneration emptied) {
    jdbc.update(
        EMPTY,
        statement ->
            new Parameters(statement)
                .number(emptied.generation())
                .id(account.workspace().value())
                .id(account.id().value())
                .number(account.generation())
                .number(account.generation())
                .bytes(emptied.sealed().auths().ciphertext())
                .id(emptied.sealed().auths().dataKey()));
  }

  @Override
  public int giveUp(Lane lane, Why why, Duration hopeless) {
    return tasks.giveUp(lane, why, hopeless);
  }

  @Override
  public void finish() {
    jdbc.update(FINISH, _ -> {});
  }

  private static BulkRevocation revocation(ResultSet row) throws SQLException {
    String app = row.getString("app");
    return new BulkRevocation(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new RevocationId(row.getObject("id", UUID.class)),
        new Selection(
            app == null ? null : new AppSlug(app),
            row.getString("external_user_id"),
            Jdbc.nullableInstant(row, "connected_before")),
        new Actor(Actor.Kind.valueOf(row.getString("actor")), row.getString("actor_id")),
        new Progress(
            row.getLong("now_revoked"),
            row.getLong("now_not_revocable"),
            row.getLong("now_failed"),
            row.getLong("remaining")),
        Jdbc.instant(row, "started_at"),
        Jdbc.nullableInstant(row, "finished_at"),
        Jdbc.instant(row, "seen"));
  }

  private static RevokedAccount account(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new RevokedAccount(
        new AccountId(row.getObject("account_id", UUID.class)),
        new AppSlug(row.getString("app")),
        row.getString("external_user_id"),
        Outcome.valueOf(row.getString("outcome")),
        new Why(
            reason == null ? null : Reason.valueOf(reason),
            row.getObject("http_status", Integer.class),
            row.getString("oauth_error")),
        row.getInt("attempts"),
        Jdbc.nullableInstant(row, "ended_at"));
  }
}
