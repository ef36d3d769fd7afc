package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import org.connectedaccounts.application.port.BulkRevocations.Wanted;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.event.Event;

/** Takes accounts out of use: one statement for the revocation, one for all of its accounts. */
@Singleton
final class RevocationStart {

  /** No further than needed: nobody is to be held up by what is refused. */
  private static final String TOO_MANY =
      """
      select count(*) from (select from connected_account a where %s limit ?) fitting
      """
          .formatted(RevocationSelection.SQL);

  private static final String ADD =
      """
      insert into revocation (workspace_id, id, app, external_user_id, connected_before, actor,
        actor_id)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  // A refresh that is under way holds an account's row while it commits; what it made is seen once
  // it has let go. What commits later finds the account out of use. In the order of the key, as
  // all who hold many.
  private static final String TAKE_OUT =
      """
      with chosen as (
        select a.workspace_id, a.id, a.status_reason from connected_account a
        where %s
        order by a.workspace_id, a.id limit ? for no key update of a),
      taken as (
        update connected_account a set status = ?, status_reason = ?, oauth_error = null,
          status_since = case when c.status_reason = ? then a.status_since
            else clock_timestamp() end,
          updated_at = clock_timestamp(), refresh_due_at = null, not_before = null
        from chosen c where a.workspace_id = c.workspace_id and a.id = c.id
        returning a.workspace_id, a.id, a.app, a.external_user_id, a.generation, a.oauth_client,
          a.status_reason, c.status_reason as reason_before),
      noted as (
        insert into revocation_account (workspace_id, revocation_id, account_id, app,
          external_user_id, generation, lane)
        select workspace_id, ?, id, app, external_user_id, generation, coalesce(oauth_client, ?)
        from taken),
      told as (
        insert into event (workspace_id, id, type, account_id, app, external_user_id, generation,
          reason)
        select workspace_id, gen_random_uuid(), ?, id, app, external_user_id, generation,
          status_reason
        from taken where reason_before is distinct from status_reason)
      select count(*) from taken
      """
          .formatted(RevocationSelection.SQL);

  private final Jdbc jdbc;

  RevocationStart(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  long start(Wanted wanted, int limit) {
    long fitting =
        jdbc.count(
            TOO_MANY,
            statement ->
                RevocationSelection.bind(
                        new Parameters(statement), wanted.workspace(), wanted.selection())
                    .number(limit + 1L));
    if (fitting > limit) {
      return fitting;
    }
    add(wanted);
    return takeOut(wanted, limit);
  }

  private long takeOut(Wanted wanted, int limit) {
    String reason = AccountStatus.Reason.REVOKED_BY_OPERATOR.name();
    return jdbc.count(
        TAKE_OUT,
        statement ->
            RevocationSelection.bind(
                    new Parameters(statement), wanted.workspace(), wanted.selection())
                .number(limit + 1L)
                .text(AccountStatus.State.REAUTHORIZATION_REQUIRED.name())
                .text(reason)
                .text(reason)
                .id(wanted.id().value())
                .id(RevocationTasks.NO_CLIENT)
                .text(Event.Type.REAUTHORIZATION_REQUIRED.name()));
  }

  private void add(Wanted wanted) {
    var selection = wanted.selection();
    jdbc.update(
        ADD,
        statement ->
            new Parameters(statement)
                .id(wanted.workspace().value())
                .id(wanted.id().value())
                .text(selection.app() == null ? null : selection.app().value())
                .text(selection.externalUserId())
                .time(selection.connectedBefore())
                .text(wanted.by().kind().name())
                .text(wanted.by().id()));
  }
}
