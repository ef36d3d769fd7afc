package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claim;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.Held;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;
import org.connectedaccounts.application.port.RefreshAttempts.Moved;
import org.connectedaccounts.application.port.RefreshAttempts.Paused;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Who may spend a refresh token: decided in one statement. */
@Singleton
final class AttemptClaims {

  // The account's row is locked: a commit that we waited for has moved its generation on, and that
  // is seen, while the rest of the statement sees what was there when it began. Where somebody else
  // is at it nothing is locked and nothing written. A claim need not be on disk before it counts:
  // what is sent is marked so, durably and after it, where that matters.
  private static final String CLAIM =
      """
      with open as (
        select state, started_at, lease_until from refresh_attempt
        where workspace_id = ? and account_id = ? and state in ('CLAIMED', 'SENT')),
      account as (
        select a.generation = ? and a.status in ('ACTIVE', 'DEGRADED')
          and (a.not_before is null or a.not_before <= clock_timestamp()) as fits
        from connected_account a
        where a.workspace_id = ? and a.id = ? and not exists (select from open)
        for no key update),
      seen as (
        select a.generation = ? and a.status in ('ACTIVE', 'DEGRADED') as fits
        from connected_account a where a.workspace_id = ? and a.id = ?),
      pause as (
        select paused_until, pause_reason from endpoint_pace
        where oauth_client = ? and paused_until is not null),
      through as (
        update endpoint_pace p set paused_until = clock_timestamp() + interval '10 seconds'
        from account a
        where p.oauth_client = ? and p.paused_until <= clock_timestamp() and a.fits
        returning 1),
      claimed as (
        insert into refresh_attempt (workspace_id, id, account_id, parent_generation, oauth_client,
          owner_boot_id, state, lease_until)
        select ?, ?, ?, ?, ?, ?, 'CLAIMED', clock_timestamp() + ? * interval '1 microsecond'
        from account a
        where a.fits and (not exists (select from pause) or exists (select from through))
        on conflict (workspace_id, account_id) where state in ('CLAIMED', 'SENT') do nothing
        returning 1)
      select coalesce(a.fits, s.fits) as fits, exists (select from claimed) as claimed,
        exists (select from through) as after_pause, clock_timestamp() as now,
        o.state, o.started_at, o.lease_until, p.paused_until, p.pause_reason,
        (select count(*) from refresh_attempt r where r.workspace_id = ? and r.account_id = ?
          and r.parent_generation = ? and r.state = 'UNKNOWN') as unknown_before,
        set_config('synchronous_commit', 'off', true)
      from seen s left join account a on true left join open o on true left join pause p on true
      """;

  /** What is written where a holder is gone: a token that was sent may be spent. */
  static final String TAKEN_OVER =
      """
      outcome = 'taken_over', ended_at = clock_timestamp(),
        state = case state when 'SENT' then 'UNKNOWN' else 'ABANDONED' end
      """;

  private static final String TAKE_OVER =
      "update refresh_attempt set "
          + TAKEN_OVER
          + """
          where workspace_id = ? and account_id = ? and state in ('CLAIMED', 'SENT')
            and lease_until <= clock_timestamp()
            and (state = 'CLAIMED' or started_at <= clock_timestamp() - ? * interval '1 microsecond')
          """;

  private final Jdbc jdbc;
  private final UUID boot;

  AttemptClaims(Jdbc jdbc, Supplier<UUID> ids) {
    this.jdbc = jdbc;
    this.boot = ids.get();
  }

  Claim claim(Attempt attempt, Lease lease) {
    Seen seen = look(attempt, lease);
    return seen.isOver(lease) && takeOver(attempt, lease)
        ? look(attempt, lease).claim(lease)
        : seen.claim(lease);
  }

  private Seen look(Attempt attempt, Lease lease) {
    UUID client = attempt.client() == null ? null : attempt.client().value();
    UUID workspace = attempt.workspace().value();
    UUID account = attempt.account().value();
    return jdbc
        .query(
            CLAIM,
            statement ->
                new Parameters(statement)
                    .id(workspace)
                    .id(account)
                    .number(attempt.parent())
                    .id(workspace)
                    .id(account)
                    .number(attempt.parent())
                    .id(workspace)
                    .id(account)
                    .id(client)
                    .id(client)
                    .id(workspace)
                    .id(attempt.id())
                    .id(account)
                    .number(attempt.parent())
                    .id(client)
                    .id(boot)
                    .micros(lease.duration())
                    .id(workspace)
                    .id(account)
                    .number(attempt.parent()),
            Seen::read)
        .stream()
        .findFirst()
        .orElse(Seen.NOTHING);
  }

  private boolean takeOver(Attempt attempt, Lease lease) {
    return jdbc.update(
            TAKE_OVER,
            statement ->
                new Parameters(statement)
                    .id(attempt.workspace().value())
                    .id(attempt.account().value())
                    .micros(lease.afterSent()))
        > 0;
  }

  private record Open(boolean sent, Instant startedAt, Instant leaseUntil) {

    /** When others may go on. */
    Instant overAt(Lease lease) {
      Instant settled = startedAt.plus(lease.afterSent());
      return sent && leaseUntil.isBefore(settled) ? settled : leaseUntil;
    }
  }

  /** What the statement found. */
  private record Seen(
      boolean fits,
      @Nullable Claimed claimed,
      @Nullable Open open,
      @Nullable Paused paused,
      Instant now) {

    static final Seen NOTHING = new Seen(false, null, null, null, Instant.EPOCH);

    static Seen read(ResultSet row) throws SQLException {
      Instant now = Jdbc.instant(row, "now");
      Claimed claimed =
          row.getBoolean("claimed")
              ? new Claimed(row.getInt("unknown_before"), row.getBoolean("after_pause"), now)
              : null;
      String state = row.getString("state");
      Open open =
          state == null
              ? null
              : new Open(
                  state.equals("SENT"),
                  Jdbc.instant(row, "started_at"),
                  Jdbc.instant(row, "lease_until"));
      Instant until = Jdbc.nullableInstant(row, "paused_until");
      Paused paused =
          until == null
              ? null
              : new Paused(Reason.valueOf(row.getString("pause_reason")), left(now, until));
      return new Seen(row.getBoolean("fits"), claimed, open, paused, now);
    }

    private static Duration left(Instant now, Instant until) {
      Duration left = Duration.between(now, until);
      return left.isPositive() ? left : Duration.ofSeconds(1);
    }

    boolean isOver(Lease lease) {
      return fits && claimed == null && open != null && !now.isBefore(open.overAt(lease));
    }

    Claim claim(Lease lease) {
      if (!fits) {
        return new Moved();
      }
      if (claimed != null) {
        return claimed;
      }
      if (open != null) {
        boolean silent = open.sent() && !now.isBefore(open.leaseUntil());
        return new Held(left(now, open.overAt(lease)), silent);
      }
      // Without either, somebody was faster by less than this statement took.
      return paused != null ? paused : new Held(lease.duration(), false);
    }
  }
}
