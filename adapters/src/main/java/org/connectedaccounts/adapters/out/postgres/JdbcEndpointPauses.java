package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;

@Singleton
class JdbcEndpointPauses implements EndpointPauses {

  // An incident is over when the endpoint works again, whatever it answers meanwhile.
  private static final String PAUSE =
      """
      insert into endpoint_pace as p
        (workspace_id, oauth_client, paused_until, pause_reason, paused_since)
      select workspace_id, id, clock_timestamp() + ? * interval '1 microsecond', ?,
        clock_timestamp()
      from oauth_client where id = ?
      on conflict (workspace_id, oauth_client) do update set
        paused_until = greatest(p.paused_until, excluded.paused_until),
        pause_reason = case p.pause_reason when 'PROVIDER_INCIDENT' then p.pause_reason
          else excluded.pause_reason end,
        paused_since = case when p.pause_reason in ('PROVIDER_INCIDENT', excluded.pause_reason)
          then p.paused_since else excluded.paused_since end
      """;

  // Whoever was let through after a pause has the others wait for ten seconds. What is longer was
  // asked for meanwhile, by the answer to another call.
  private static final String END =
      """
      update endpoint_pace set paused_until = null, pause_reason = null, paused_since = null
      where oauth_client = ? and paused_until <= clock_timestamp() + interval '10 seconds'
      """;

  private static final String TALLY =
      """
      select count(distinct account_id) as accounts,
        count(distinct account_id) filter (where outcome = ?) as refused,
        count(distinct account_id) filter (where outcome = ?) as client_refused,
        coalesce((select extract(epoch from clock_timestamp() - paused_since) * 1000
          from endpoint_pace where oauth_client = ? and paused_until is not null
            and pause_reason = 'PROVIDER_INCIDENT'), 0)::bigint as incident
      from refresh_attempt
      where oauth_client = ? and ended_at >= clock_timestamp() - ? * interval '1 microsecond'
      """;

  private static final String REPRIEVE =
      """
      with refused as (
        select a.workspace_id, a.id from connected_account a
        where a.oauth_client = ? and a.status = 'REAUTHORIZATION_REQUIRED'
          and a.status_reason is distinct from 'REVOKED_BY_OPERATOR'
          and exists (select from refresh_attempt r
            where r.workspace_id = a.workspace_id and r.account_id = a.id
              and r.parent_generation = a.generation and r.outcome = ?
              and r.ended_at >= clock_timestamp() - ? * interval '1 microsecond')
        order by a.workspace_id, a.id for no key update of a),
      reprieved as (
        update connected_account a set status = 'DEGRADED', status_reason = 'PROVIDER_INCIDENT',
          status_since = clock_timestamp(), updated_at = clock_timestamp(),
          not_before = clock_timestamp() + ? * interval '1 microsecond',
          refresh_due_at = clock_timestamp() + ? * interval '1 microsecond'
        from refused r where a.workspace_id = r.workspace_id and a.id = r.id
        returning a.workspace_id, a.id, a.app, a.external_user_id, a.generation, a.status_reason),
      told as (
        insert into event (workspace_id, id, type, account_id, app, external_user_id, generation,
          reason)
        select workspace_id, gen_random_uuid(), ?, id, app, external_user_id, generation,
          status_reason
        from reprieved)
      select count(*) from reprieved
      """;

  private final Jdbc jdbc;

  JdbcEndpointPauses(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void pause(OAuthClientId client, Reason reason, Duration duration) {
    jdbc.update(
        PAUSE,
        statement ->
            new Parameters(statement).micros(duration).text(reason.name()).id(client.value()));
  }

  @Override
  public void end(OAuthClientId client) {
    jdbc.update(END, statement -> new Parameters(statement).id(client.value()));
  }

  @Override
  public Tally tally(OAuthClientId client, Duration window) {
    return jdbc.query(
            TALLY,
            statement ->
                new Parameters(statement)
                    .text(RefreshAttempts.GRANT_REFUSED)
                    .text(RefreshAttempts.CLIENT_REFUSED)
                    .id(client.value())
                    .id(client.value())
                    .micros(window),
            row ->
                new Tally(
                    row.getLong("accounts"),
                    row.getLong("refused"),
                    row.getLong("client_refused"),
                    Duration.ofMillis(row.getLong("incident"))))
        .getFirst();
  }

  @Override
  public int reprieve(OAuthClientId client, Duration window, Duration pause) {
    return jdbc.count(
        REPRIEVE,
        statement ->
            new Parameters(statement)
                .id(client.value())
                .text(RefreshAttempts.GRANT_REFUSED)
                .micros(window)
                .micros(pause)
                .micros(pause)
                .text(Event.Type.DEGRADED.name()));
  }
}
