package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Singleton
class JdbcWebhookDeliveries implements WebhookDeliveries {

  private static final String EARLIER =
      """
      select from webhook_delivery o where o.workspace_id = d.workspace_id
        and o.endpoint_id = d.endpoint_id and o.account_id = d.account_id
        and o.state = 'PENDING' and (o.written_by, o.number) < (d.written_by, d.number)
      """;

  private static final String COLUMNS =
      """
      select e.*, e.written_by::text::bigint as transaction, d.endpoint_id, d.state, d.attempts,
        d.next_at, d.last_status, d.last_error
      """;

  private static final String ITS_EVENT =
      "join event e on e.workspace_id = d.workspace_id and e.id = d.event_id";

  private static final String ADD =
      """
      with added as (
        insert into webhook_delivery
          (workspace_id, endpoint_id, event_id, account_id, written_by, number)
        select workspace_id, ?, id, account_id, written_by, number from event
        where workspace_id = ? and id = ?
        returning *)
      %s from added d %s
      """
          .formatted(COLUMNS, ITS_EVENT);

  private static final String WAITING =
      """
      select d.workspace_id, d.endpoint_id from webhook_delivery d
      join webhook_endpoint w on w.workspace_id = d.workspace_id and w.id = d.endpoint_id
      where d.state = 'PENDING' and d.next_at <= clock_timestamp() and w.enabled
        and d.endpoint_id <> all (?)
      group by d.workspace_id, d.endpoint_id order by min(d.next_at) limit ?
      """;

  private static final String TAKE =
      """
      with due as (
        select d.workspace_id, d.endpoint_id, d.event_id from webhook_delivery d
        where d.workspace_id = ? and d.endpoint_id = ? and d.state = 'PENDING'
          and d.next_at <= clock_timestamp() and not exists (%s)
        order by d.next_at limit ? for no key update skip locked),
      taken as (
        update webhook_delivery d set attempts = attempts + 1,
          next_at = clock_timestamp() + ? * interval '1 microsecond'
        from due where d.workspace_id = due.workspace_id and d.endpoint_id = due.endpoint_id
          and d.event_id = due.event_id
        returning d.*)
      %s from taken d %s
      """
          .formatted(EARLIER, COLUMNS, ITS_EVENT);

  /** Those of the same account wait no longer. */
  private static final String DELIVERED =
      """
      with arrived as (
        update webhook_delivery set state = 'DELIVERED', next_at = null, last_status = ?,
          last_error = null, ended_at = clock_timestamp()
        where workspace_id = ? and endpoint_id = ? and event_id = ?
        returning *),
      following as (
        update webhook_delivery d set next_at = clock_timestamp() from arrived a
        where d.workspace_id = a.workspace_id and d.endpoint_id = a.endpoint_id
          and d.account_id = a.account_id and d.state = 'PENDING' and d.event_id <> a.event_id
          and d.next_at > clock_timestamp() returning 1)
      select count(*) from arrived
      """;

  /** Those of the same account are not looked at before it. */
  private static final String FAILED =
      """
      with failed as (
        update webhook_delivery set last_status = ?, last_error = ?,
          state = case when ?::bigint is null then 'DEAD' else 'PENDING' end,
          next_at = clock_timestamp() + ?::bigint * interval '1 microsecond'
        where workspace_id = ? and endpoint_id = ? and event_id = ? and state = 'PENDING'
        returning *),
      following as (
        update webhook_delivery d set next_at = coalesce(f.next_at, clock_timestamp())
        from failed f
        where d.workspace_id = f.workspace_id and d.endpoint_id = f.endpoint_id
          and d.account_id = f.account_id and d.state = 'PENDING' and d.event_id <> f.event_id
        returning 1)
      select count(*) from failed
      """;

  private static final String HURRY =
      """
      update webhook_delivery set next_at = clock_timestamp()
      where workspace_id = ? and endpoint_id = ? and state = 'PENDING'
      """;

  private static final String LIST =
      """
      %s from webhook_delivery d %s
      where d.workspace_id = ? and d.endpoint_id = ? and (?::text is null or d.state = ?)
        and (d.written_by, d.number) > (cast(? as xid8), ?)
      order by d.written_by, d.number limit ?
      """
          .formatted(COLUMNS, ITS_EVENT);

  private static final String RETRY =
      """
      with again as (
        update webhook_delivery set state = 'PENDING', attempts = 0, ended_at = null,
          next_at = clock_timestamp()
        where workspace_id = ? and endpoint_id = ? and event_id = ?
        returning *)
      %s from again d %s
      """
          .formatted(COLUMNS, ITS_EVENT);

  private static final String REMOVE_DELIVERED =
      """
      with old as (
        select workspace_id, endpoint_id, event_id from webhook_delivery
        where state = 'DELIVERED' and ended_at < clock_timestamp() - ? * interval '1 microsecond'
        limit ? for update skip locked),
      gone as (
        delete from webhook_delivery d using old o where d.workspace_id = o.workspace_id
          and d.endpoint_id = o.endpoint_id and d.event_id = o.event_id
        returning 1)
      select count(*) from gone
      """;

  private final Jdbc jdbc;
  private final WebhookPlanning planning;

  JdbcWebhookDeliveries(Jdbc jdbc, WebhookPlanning planning) {
    this.jdbc = jdbc;
    this.planning = planning;
  }

  @Override
  public int plan(int endpoints) {
    return planning.plan(endpoints);
  }

  @Override
  public Delivery add(Id id) {
    return jdbc.query(
            ADD,
            statement ->
                new Parameters(statement)
                    .id(id.endpoint().value())
                    .id(id.workspace().value())
                    .id(id.event().value()),
            JdbcWebhookDeliveries::read)
        .getFirst();
  }

  @Override
  public List<Waiting> waiting(Set<Waiting> busy, int limit) {
    var left = busy.stream().map(each -> each.endpoint().value()).toList();
    return jdbc.query(
        WAITING,
        statement -> new Parameters(statement).ids(left).number((long) limit),
        row ->
            new Waiting(new WorkspaceId(row.getObject("workspace_id", UUID.class)), endpoint(row)));
  }

  @Override
  public List<Delivery> take(Waiting waiting, Duration lease, int limit) {
    return jdbc.query(
        TAKE,
        statement ->
            new Parameters(statement)
                .id(waiting.workspace().value())
                .id(waiting.endpoint().value())
                .number((long) limit)
                .micros(lease),
        JdbcWebhookDeliveries::read);
  }

  @Override
  public void delivered(Id id, Tried tried) {
    jdbc.count(
        DELIVERED, statement -> identify(new Parameters(statement).number(tried.status()), id));
  }

  @Override
  public void failed(Id id, Tried tried, Optional<Duration> again) {
    String micros = again.map(pause -> Long.toString(pause.toNanos() / 1_000)).orElse(null);
    jdbc.count(
        FAILED,
        statement ->
            identify(
                new Parameters(statement)
                    .number(tried.status())
                    .text(tried.error())
                    .text(micros)
                    .text(micros),
                id));
  }

  @Override
  public void hurry(Waiting waiting) {
    jdbc.update(
        HURRY,
        statement ->
            new Parameters(statement)
                .id(waiting.workspace().value())
                .id(waiting.endpoint().value()));
  }

  @Override
  public Page<Delivery> list(Waiting endpoint, @Nullable State state, PageRequest page) {
    Position after = page.position(Position::parse).orElse(Position.BEGINNING);
    String wanted = state == null ? null : state.name();
    List<Delivery> found =
        jdbc.query(
            LIST,
            statement ->
                new Parameters(statement)
                    .id(endpoint.workspace().value())
                    .id(endpoint.endpoint().value())
                    .text(wanted)
                    .text(wanted)
                    .text(Long.toString(after.transaction()))
                    .number(after.number())
                    .number(page.limit() + 1L),
            JdbcWebhookDeliveries::read);
    return Page.of(found, page.limit(), delivery -> delivery.event().position().text());
  }

  @Override
  public Optional<Delivery> retry(Id id) {
    return jdbc
        .query(
            RETRY,
            statement -> identify(new Parameters(statement), id),
            JdbcWebhookDeliveries::read)
        .stream()
        .findFirst();
  }

  @Override
  public int removeDelivered(Duration age, int limit) {
    return jdbc.count(
        REMOVE_DELIVERED, statement -> new Parameters(statement).micros(age).number((long) limit));
  }

  private static void identify(Parameters parameters, Id id) throws SQLException {
    parameters.id(id.workspace().value()).id(id.endpoint().value()).id(id.event().value());
  }

  private static WebhookEndpointId endpoint(ResultSet row) throws SQLException {
    return new WebhookEndpointId(row.getObject("endpoint_id", UUID.class));
  }

  private static Delivery read(ResultSet row) throws SQLException {
    var told = JdbcEvents.told(row);
    Integer status = row.getObject("last_status", Integer.class);
    String error = row.getString("last_error");
    return new Delivery(
        new Id(told.event().workspace(), endpoint(row), told.event().id()),
        told,
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Jdbc.nullableInstant(row, "next_at"),
        status == null && error == null ? null : new Tried(status, error));
  }
}
