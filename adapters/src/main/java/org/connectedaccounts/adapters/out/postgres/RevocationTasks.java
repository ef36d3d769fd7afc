package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Accounts of revocations that remain: who has which, and what came of it. */
@Singleton
final class RevocationTasks {

  static final UUID NO_CLIENT = new UUID(0, 0);

  // The first of each lane, from one lane to the next by the index, however many wait in them.
  private static final String WAITING =
      """
      with recursive first as (
        (select lane, next_at from revocation_account where outcome = 'REMAINING'
          order by lane, next_at limit 1)
        union all
        select next.* from first f, lateral (
          select lane, next_at from revocation_account
          where outcome = 'REMAINING' and lane > f.lane order by lane, next_at limit 1) next)
      select lane from first where next_at <= statement_timestamp() and lane <> all(?)
      order by next_at limit ?
      """;

  private static final String TAKE =
      """
      with due as (
        select i.workspace_id, i.revocation_id, i.account_id from revocation_account i
        where i.lane = ? and i.outcome = 'REMAINING' and i.next_at <= statement_timestamp()
          and not exists (select from refresh_attempt r
            where r.workspace_id = i.workspace_id and r.account_id = i.account_id
              and r.state in ('CLAIMED', 'SENT') and r.lease_until > clock_timestamp())
        order by i.next_at limit ? for no key update of i skip locked)
      update revocation_account i set next_at = clock_timestamp() + ? * interval '1 microsecond'
      from due d where i.workspace_id = d.workspace_id and i.revocation_id = d.revocation_id
        and i.account_id = d.account_id
      returning i.*
      """;

  private static final String THIS =
      """
      where workspace_id = ? and revocation_id = ? and account_id = ? and outcome = 'REMAINING'
      """;

  private static final String AGAIN =
      """
      update revocation_account set next_at = clock_timestamp() + ? * interval '1 microsecond',
        attempts = attempts + case when ? then 1 else 0 end, reason = ?, http_status = ?,
        oauth_error = ?
      """
          + THIS;

  private static final String END =
      """
      update revocation_account set outcome = ?, reason = ?, http_status = ?, oauth_error = ?,
        attempts = attempts + case when ? then 1 else 0 end, next_at = null,
        ended_at = clock_timestamp()
      """
          + THIS;

  private static final String GIVE_UP =
      """
      with waiting as (
        select i.workspace_id, i.revocation_id, i.account_id from revocation_account i
        join revocation r on r.workspace_id = i.workspace_id and r.id = i.revocation_id
        where i.lane = ? and i.outcome = 'REMAINING'
          and r.started_at <= clock_timestamp() - ? * interval '1 microsecond'
          and not exists (select from revocation_account d
            where d.lane = ? and d.outcome = 'REVOKED'
              and d.ended_at > clock_timestamp() - ? * interval '1 microsecond')
        for no key update of i skip locked)
      update revocation_account i set outcome = 'FAILED', reason = ?, http_status = ?,
        oauth_error = ?, next_at = null, ended_at = clock_timestamp()
      from waiting w where i.workspace_id = w.workspace_id and i.revocation_id = w.revocation_id
        and i.account_id = w.account_id
      """;

  private final Jdbc jdbc;

  RevocationTasks(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  List<Lane> waiting(Set<Lane> full, int limit) {
    return jdbc.query(
        WAITING,
        statement ->
            new Parameters(statement)
                .ids(full.stream().map(RevocationTasks::id).toList())
                .number((long) limit),
        RevocationTasks::lane);
  }

  List<Task> take(Lane lane, Duration lease, int limit) {
    return jdbc.query(
        TAKE,
        statement -> new Parameters(statement).id(id(lane)).number((long) limit).micros(lease),
        RevocationTasks::task);
  }

  void again(Task task, Why why, Duration pause, boolean inVain) {
    jdbc.update(
        AGAIN,
        statement -> identify(why(new Parameters(statement).micros(pause).yes(inVain), why), task));
  }

  void end(Task task, Outcome outcome, Why why) {
    jdbc.update(
        END,
        statement ->
            identify(
                why(new Parameters(statement).text(outcome.name()), why)
                    .yes(outcome == Outcome.FAILED),
                task));
  }

  int giveUp(Lane lane, Why why, Duration hopeless) {
    return jdbc.update(
        GIVE_UP,
        statement ->
            why(
                new Parameters(statement)
                    .id(id(lane))
                    .micros(hopeless)
                    .id(id(lane))
                    .micros(hopeless),
                why));
  }

  private static Parameters why(Parameters parameters, Why why) throws SQLException {
    return parameters
        .text(why.reason() == null ? null : why.reason().name())
        .number(why.httpStatus())
        .text(why.oauthError());
  }

  private static void identify(Parameters parameters, Task task) throws SQLException {
    parameters
        .id(task.workspace().value())
        .id(task.revocation().value())
        .id(task.account().value());
  }

  private static UUID id(Lane lane) {
    return lane.client() == null ? NO_CLIENT : lane.client().value();
  }

  private static Lane lane(ResultSet row) throws SQLException {
    UUID lane = row.getObject("lane", UUID.class);
    return new Lane(lane.equals(NO_CLIENT) ? null : new OAuthClientId(lane));
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new RevocationId(row.getObject("revocation_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getLong("generation"),
        lane(row),
        row.getInt("attempts"));
  }
}
