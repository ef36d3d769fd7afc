package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

@Singleton
class JdbcDueAccounts implements DueAccounts {

  private static final String CLIENTS =
      """
      with due as (
        select c.workspace_id, c.id from oauth_client c
        where exists (select from connected_account a
          where a.oauth_client = c.id and a.refresh_due_at <= clock_timestamp())),
      paced as (
        insert into endpoint_pace (workspace_id, oauth_client)
        select d.workspace_id, d.id from due d
        where not exists (select from endpoint_pace p where p.oauth_client = d.id)
        on conflict do nothing)
      select d.id from due d left join endpoint_pace p on p.oauth_client = d.id
      where p.paused_until is null or p.paused_until <= clock_timestamp()
      """;

  // Whoever holds the row of the client's pace takes moments of the second to come that nobody has.
  // Time that went by unused is not made up for: a provider counts calls, not good intentions.
  // The plan is made before the limit is known, for a tenth of all that is due; the constant says
  // that it is few, else all accounts are read to find them again.
  private static final String TAKE =
      """
      with pace as (
        select workspace_id, oauth_client, now,
          greatest(free_from, now) as free
        from endpoint_pace, (select clock_timestamp() as now) as clock
        where oauth_client = ? and (paused_until is null or paused_until <= now)
        for update of endpoint_pace),
      due as (
        select * from (
          select a.workspace_id, a.id from connected_account a
          where a.oauth_client = ? and a.refresh_due_at <= clock_timestamp()
            and (a.not_before is null or a.not_before <= clock_timestamp())
          order by a.refresh_due_at
          limit (select least(?, greatest(0,
              floor(extract(epoch from now + interval '1 second' - free) * ?)))::bigint from pace)
          for update skip locked) as few
        limit 100),
      taken as (
        update connected_account a set refresh_due_at =
          case when a.status in ('ACTIVE', 'DEGRADED')
            then clock_timestamp() + ? * interval '1 microsecond' end
        from due d where exists (select from pace)
          and a.workspace_id = d.workspace_id and a.id = d.id
        returning a.workspace_id, a.id, a.refresh_due_at),
      spent as (
        update endpoint_pace e
        set free_from = p.free + (select count(*) from taken) * interval '1 second' / ?
        from pace p where e.workspace_id = p.workspace_id and e.oauth_client = p.oauth_client)
      select t.workspace_id, t.id, (1e6 * (extract(epoch from p.free - p.now)
          + (row_number() over () - 1) / ?))::bigint as after_micros
      from taken t, pace p where t.refresh_due_at is not null
      """;

  // Due before all others: a time of grace may be running, and must not end behind a backlog. Once:
  // the attempt is taken over, or an account that cannot be refreshed would be the first for ever.
  private static final String WAKE =
      """
      with over as (
        select r.workspace_id, r.id from refresh_attempt r
        join connected_account a on a.workspace_id = r.workspace_id and a.id = r.account_id
        where r.state in ('CLAIMED', 'SENT') and r.lease_until <= clock_timestamp()
          and (r.state = 'CLAIMED'
            or r.started_at <= clock_timestamp() - ? * interval '1 microsecond')
          and a.oauth_client is not null
        limit 1000 for no key update of a skip locked),
      closed as (
        update refresh_attempt r set
      """
          + AttemptClaims.TAKEN_OVER
          + """
            from over o where r.workspace_id = o.workspace_id and r.id = o.id
              and r.state in ('CLAIMED', 'SENT') and r.lease_until <= clock_timestamp()
            returning r.workspace_id, r.account_id)
          update connected_account a set refresh_due_at = 'epoch'::timestamptz
          from closed c where a.workspace_id = c.workspace_id and a.id = c.account_id
          """;

  private static final String ANNOUNCE =
      """
      with dying as (
        select workspace_id, id from connected_account
        where will_die_at <= clock_timestamp() + ? * interval '1 microsecond' and not death_told
          and status in ('ACTIVE', 'DEGRADED')
        limit ? for no key update skip locked),
      numbered as (
        select workspace_id, id, row_number() over () as number from dying),
      marked as (
        update connected_account a set death_told = true from dying d
        where a.workspace_id = d.workspace_id and a.id = d.id
        returning a.workspace_id, a.id, a.app, a.external_user_id, a.generation),
      told as (
        insert into event (workspace_id, id, type, account_id, app, external_user_id, generation)
        select m.workspace_id, e.id, ?, m.id, m.app, m.external_user_id, m.generation
        from marked m join numbered n on n.workspace_id = m.workspace_id and n.id = m.id
        join unnest(?) with ordinality as e (id, number) on e.number = n.number)
      select count(*) from marked
      """;

  private final Jdbc jdbc;

  JdbcDueAccounts(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<OAuthClientId> clients() {
    return jdbc.query(CLIENTS, _ -> {}, row -> new OAuthClientId(row.getObject("id", UUID.class)));
  }

  @Override
  public List<Due> take(OAuthClientId client, int limit, double perSecond, Duration again) {
    return jdbc.query(
        TAKE,
        statement ->
            new Parameters(statement)
                .id(client.value())
                .id(client.value())
                .number((long) limit)
                .real(perSecond)
                .micros(again)
                .real(perSecond)
                .real(perSecond),
        row ->
            new Due(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                new AccountId(row.getObject("id", UUID.class)),
                Duration.of(row.getLong("after_micros"), ChronoUnit.MICROS)));
  }

  @Override
  public int wakeAbandoned(Lease lease) {
    return jdbc.update(WAKE, statement -> new Parameters(statement).micros(lease.afterSent()));
  }

  @Override
  public int announceDeaths(Duration ahead, List<EventId> ids) {
    return jdbc.count(
        ANNOUNCE,
        statement ->
            new Parameters(statement)
                .micros(ahead)
                .number((long) ids.size())
                .text(Event.Type.WILL_DIE.name())
                .ids(ids.stream().map(EventId::value).toList()));
  }
}
