package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;

/** Notes which events are to be delivered where, each endpoint from its place on. */
@Singleton
final class WebhookPlanning {

  /**
   * In a new cluster, after a restore, transactions count from the start again. Nobody else can
   * have planned what is later than this transaction while it is open, so that it is no race.
   */
  private static final String PLACE =
      """
      case when w.planned_by > pg_current_xact_id() then '0'::xid8 else w.planned_by end\
      """;

  // As in JdbcEvents: what transactions that are still open may write comes later.
  private static final String PLAN =
      """
      with receiver as (
        select workspace_id, id, types, planned_by, planned_number, created_at
        from webhook_endpoint w
        where enabled and exists (
          select from event e where e.workspace_id = w.workspace_id
            and e.created_at >= w.created_at
            and (e.written_by, e.number) > (%1$s, w.planned_number)
            and e.written_by < pg_snapshot_xmin(pg_current_snapshot()))
        limit ? for no key update skip locked),
      happened as (
        select w.id as endpoint_id, w.types, e.*
        from receiver w cross join lateral (
          select * from event e where e.workspace_id = w.workspace_id
            and e.created_at >= w.created_at
            and (e.written_by, e.number) > (%1$s, w.planned_number)
            and e.written_by < pg_snapshot_xmin(pg_current_snapshot())
          order by e.written_by, e.number limit 1000) e),
      noted as (
        insert into webhook_delivery
          (workspace_id, endpoint_id, event_id, account_id, written_by, number, next_at)
        select workspace_id, endpoint_id, id, account_id, written_by, number, coalesce((
          select max(o.next_at) from webhook_delivery o where o.workspace_id = h.workspace_id
            and o.endpoint_id = h.endpoint_id and o.account_id = h.account_id
            and o.state = 'PENDING'), clock_timestamp())
        from happened h
        where type <> 'WEBHOOK_ENDPOINT_TEST' and (types = '{}' or type = any (types))
        on conflict do nothing),
      planned as (
        update webhook_endpoint w set planned_by = h.written_by, planned_number = h.number
        from (
          select distinct on (workspace_id, endpoint_id) * from happened
          order by workspace_id, endpoint_id, written_by desc, number desc) h
        where w.workspace_id = h.workspace_id and w.id = h.endpoint_id
        returning 1)
      select count(*) from planned
      """
          .formatted(PLACE);

  private final Jdbc jdbc;

  WebhookPlanning(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Answers for how many endpoints there was something. */
  int plan(int endpoints) {
    return jdbc.count(PLAN, statement -> new Parameters(statement).number((long) endpoints));
  }
}
