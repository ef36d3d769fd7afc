package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Commit;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Ending;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.event.Event;
import org.jspecify.annotations.Nullable;

/** What became of attempts: one statement each, which locks the account before anything else. */
@Singleton
final class AttemptEndings {

  private static final String COMMIT =
      """
      with before as (
        select workspace_id, id, status, app, external_user_id from connected_account
        where workspace_id = ? and id = ? and generation = ?
          and status_reason is distinct from 'REVOKED_BY_OPERATOR'
        for no key update),
      moved as (
        update connected_account a set generation = ?, requested_scopes = ?, granted_scopes = ?,
          status = 'ACTIVE', status_reason = null, oauth_error = null,
          status_since = case b.status when 'ACTIVE' then a.status_since else ? end,
          updated_at = ?, last_refreshed_at = ?, expires_at = ?, will_die_at = ?,
          refresh_due_at = ?, not_before = ?
        from before b where a.workspace_id = b.workspace_id and a.id = b.id
        returning a.workspace_id, a.id, a.generation),
      kept as (
        insert into credential (workspace_id, account_id, generation, parent_generation, auths,
          auths_key, refresh, refresh_key, access_expires_at, refresh_idle_deadline,
          refresh_hard_expiry)
        select workspace_id, id, generation, ?, ?, ?, ?, ?, ?, ?, ? from moved),
      forgotten as (
        delete from credential c using moved m
        where c.workspace_id = m.workspace_id and c.account_id = m.id and c.generation < ?),
      spared as (
        delete from spare_credential s using moved m
        where s.workspace_id = m.workspace_id and s.account_id = m.id),
      ended as (
        update refresh_attempt r set ended_at = coalesce(r.ended_at, clock_timestamp()),
          outcome = case when r.id = ? then 'committed' else r.outcome end,
          state = case when r.id <> ? then 'RESOLVED_RETRY'
            when r.state = 'UNKNOWN' then 'RESOLVED_LATE' else 'COMMITTED' end
        from moved m where r.workspace_id = m.workspace_id and r.account_id = m.id
          and (r.id = ? or (r.state = 'UNKNOWN' and r.parent_generation = ?))),
      told as (
        insert into event (workspace_id, id, type, account_id, app, external_user_id, generation,
          details)
        select m.workspace_id, e.id, e.type, m.id, b.app, b.external_user_id, m.generation,
          nullif(e.details, '')::jsonb
        from moved m, before b, unnest(?, ?, ?) with ordinality as e (id, type, details, number)
        where e.type <> 'RECOVERED' or b.status <> 'ACTIVE' order by e.number)
      select count(*) from moved
      """;

  // What became of a token that was sent does not matter any more once there is a newer one.
  private static final String ENDED =
      """
      with account as (
        select workspace_id, id, generation, oauth_client,
          generation = ? and status in ('ACTIVE', 'DEGRADED') as fits
        from connected_account where workspace_id = ? and id = ?
        for no key update),
      ended as (
        update refresh_attempt r set outcome = ?,
          state = case when ? and a.generation > r.parent_generation then 'RESOLVED_RETRY'
            else ? end, http_status = ?, oauth_error = ?,
          ended_at = clock_timestamp()
        from account a where r.workspace_id = a.workspace_id and r.id = ?
          and r.state in ('CLAIMED', 'SENT', 'UNKNOWN'))
      """;

  /** Of those of whom it is true. */
  private static final String LOST =
      """
      , lost as (
        update refresh_attempt r set state = 'LOST'
        from %s a where ? and r.workspace_id = a.workspace_id and r.account_id = a.id
          and r.parent_generation = ? and r.state = 'UNKNOWN' and r.id <> ?)
      """;

  private static final String END =
      ENDED + LOST.formatted("account") + " select count(*) from account where fits";

  // A refusal may have been believed just before it became known that all are refused: then nothing
  // is lost either.
  private static final String STAND =
      ENDED
          + """
          , standing as (
            update connected_account c set status = ?, status_reason = ?, oauth_error = ?,
              status_since = ?, updated_at = ?, refresh_due_at = ?, not_before = ?
            from account a where c.workspace_id = a.workspace_id and c.id = a.id and a.fits
              and (not ? or not exists (select from endpoint_pace p
                where p.oauth_client = a.oauth_client and p.pause_reason = 'PROVIDER_INCIDENT'
                  and p.paused_since > clock_timestamp() - interval '24 hours'))
            returning c.workspace_id, c.id, c.app, c.external_user_id, c.generation,
              c.status_reason)
          """
          + LOST.formatted("standing")
          + """
          , told as (
            insert into event (workspace_id, id, type, account_id, app, external_user_id,
              generation, reason)
            select s.workspace_id, e.id, e.type, s.id, s.app, s.external_user_id, s.generation,
              s.status_reason
            from standing s, unnest(?, ?) as e (id, type))
          select count(*) from standing
          """;

  private final Jdbc jdbc;

  AttemptEndings(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  boolean commit(Commit commit) {
    return jdbc.changed(
        COMMIT,
        statement -> {
          var parameters = new Parameters(statement);
          Attempt attempt = commit.attempt();
          parameters
              .id(attempt.workspace().value())
              .id(attempt.account().value())
              .number(attempt.parent());
          account(parameters, commit.after());
          credential(parameters, commit.child(), attempt.parent());
          parameters.id(attempt.id()).id(attempt.id()).id(attempt.id()).number(attempt.parent());
          List<Event> told = commit.events();
          events(parameters, told);
          parameters.texts(told.stream().map(AttemptEndings::details).toList());
        });
  }

  private static void account(Parameters parameters, ConnectedAccount after) throws SQLException {
    parameters
        .number(after.generation())
        .texts(after.scopes().requested())
        .texts(after.scopes().granted())
        .time(after.times().lastRefreshedAt())
        .time(after.times().updatedAt())
        .time(after.times().lastRefreshedAt())
        .time(after.times().expiresAt())
        .time(after.times().willDieAt())
        .time(after.times().upkeep().dueAt())
        .time(after.times().upkeep().notBefore());
  }

  private static void credential(Parameters parameters, CredentialGeneration child, long parent)
      throws SQLException {
    var sealed = child.sealed();
    parameters
        .number(parent)
        .bytes(sealed.auths().ciphertext())
        .id(sealed.auths().dataKey())
        .bytes(SealedColumns.bytes(sealed.refresh()))
        .id(SealedColumns.key(sealed.refresh()))
        .time(child.accessExpiresAt())
        .time(child.refreshIdleDeadline())
        .time(child.refreshHardExpiry())
        .number(parent);
  }

  private static void events(Parameters parameters, List<Event> events) throws SQLException {
    parameters
        .ids(events.stream().map(event -> event.id().value()).toList())
        .texts(events.stream().map(event -> event.type().name()).toList());
  }

  /** Empty: none. */
  private static String details(Event event) {
    return Objects.requireNonNullElse(EventDetailsColumn.write(event.details()), "");
  }

  boolean end(Attempt attempt, Ending ending, @Nullable Standing standing) {
    return standing == null
        ? jdbc.changed(
            END,
            statement -> {
              var parameters = new Parameters(statement);
              ending(parameters, attempt, ending);
              lost(parameters, attempt, ending);
            })
        : jdbc.changed(
            STAND,
            statement -> {
              var parameters = new Parameters(statement);
              ending(parameters, attempt, ending);
              standing(parameters, standing);
              parameters.yes(
                  !standing.status().isUsable()
                      && ending.outcome().equals(RefreshAttempts.GRANT_REFUSED));
              lost(parameters, attempt, ending);
              Event event = standing.event();
              events(parameters, event == null ? List.of() : List.of(event));
            });
  }

  private static void ending(Parameters parameters, Attempt attempt, Ending ending)
      throws SQLException {
    parameters
        .number(attempt.parent())
        .id(attempt.workspace().value())
        .id(attempt.account().value())
        .text(ending.outcome())
        .yes(ending.end() == End.UNKNOWN)
        .text(ending.end().name())
        .number(ending.httpStatus())
        .text(ending.oauthError())
        .id(attempt.id());
  }

  private static void lost(Parameters parameters, Attempt attempt, Ending ending)
      throws SQLException {
    parameters.yes(ending.end() == End.LOST).number(attempt.parent()).id(attempt.id());
  }

  private static void standing(Parameters parameters, Standing standing) throws SQLException {
    var status = standing.status();
    parameters
        .text(status.state().name())
        .text(status.reason() == null ? null : status.reason().name())
        .text(status.oauthError())
        .time(status.since())
        .time(status.since())
        .time(standing.upkeep().dueAt())
        .time(standing.upkeep().notBefore());
  }
}
