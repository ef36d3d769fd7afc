package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Singleton
class JdbcRefreshAttempts implements RefreshAttempts {

  private static final String MARK_SENT =
      """
      update refresh_attempt set state = 'SENT', sent_at = clock_timestamp(),
        lease_until = clock_timestamp() + ? * interval '1 microsecond'
      where workspace_id = ? and id = ? and state = 'CLAIMED' and lease_until > clock_timestamp()
      """;

  // One attempt that is being ended at this moment must not keep the leases of all others from
  // being extended: it is passed over.
  private static final String EXTEND =
      """
      with held as (
        select r.workspace_id, r.id
        from unnest(?, ?) as k (workspace_id, id)
        join refresh_attempt r on r.workspace_id = k.workspace_id and r.id = k.id
        where r.state in ('CLAIMED', 'SENT')
        for no key update of r skip locked)
      update refresh_attempt r
      set lease_until = clock_timestamp() + ? * interval '1 microsecond'
      from held h where r.workspace_id = h.workspace_id and r.id = h.id
      """;

  private static final String OVER =
      """
      select k.id from unnest(?, ?, ?, ?) as k (workspace_id, account_id, id, parent)
      left join connected_account a on a.workspace_id = k.workspace_id and a.id = k.account_id
      where a.id is null or a.generation <> k.parent or a.status not in ('ACTIVE', 'DEGRADED')
        or not exists (select from refresh_attempt r
          where r.workspace_id = k.workspace_id and r.account_id = k.account_id
            and r.state in ('CLAIMED', 'SENT') and r.lease_until > clock_timestamp())
      """;

  // A commit whose acknowledgement was lost is tried again, and finds its own generation. An
  // account
  // that was revoked and emptied since is as good as gone: nobody would revoke this one.
  private static final String KEEP_SPARE =
      """
      with account as (
        select workspace_id, id from connected_account where workspace_id = ? and id = ?
          and (generation = ? or status_reason is distinct from 'REVOKED_BY_OPERATOR')
        for key share),
      committed as (
        select from refresh_attempt where workspace_id = ? and id = ? and outcome = 'committed'),
      kept as (
        insert into spare_credential (workspace_id, account_id, attempt, parent_generation, auths,
          auths_key, refresh, refresh_key)
        select workspace_id, id, ?, ?, ?, ?, ?, ? from account
        where not exists (select from committed) on conflict do nothing),
      ended as (
        update refresh_attempt r set state = 'RESOLVED_LATE', outcome = 'spare',
          ended_at = clock_timestamp()
        from account a where r.workspace_id = a.workspace_id and r.id = ?
          and not exists (select from committed))
      select count(*) from account
      """;

  private static final String SPARES =
      """
      select * from spare_credential where workspace_id = ? and account_id = ?
      order by created_at desc
      """;

  private static final String NOTE_REFUSAL =
      """
      update refresh_attempt set outcome = ?, ended_at = clock_timestamp()
      where workspace_id = ? and id = ? and state in ('CLAIMED', 'SENT')
      """;

  // An outcome that is not known yet is no history, until there is a newer token.
  private static final String REMOVE_OLD =
      """
      with old as (
        select workspace_id, id from refresh_attempt r
        where ended_at < clock_timestamp() - ? * interval '1 microsecond'
          and (state <> 'UNKNOWN' or exists (select from connected_account a
            where a.workspace_id = r.workspace_id and a.id = r.account_id
              and a.generation > r.parent_generation))
        limit ? for update of r skip locked),
      spares as (
        delete from spare_credential s using connected_account a
        where s.created_at < clock_timestamp() - ? * interval '1 microsecond'
          and a.workspace_id = s.workspace_id and a.id = s.account_id
          and a.generation > s.parent_generation + 1),
      gone as (
        delete from refresh_attempt r using old o
        where r.workspace_id = o.workspace_id and r.id = o.id returning 1)
      select count(*) from gone
      """;

  private final Jdbc jdbc;
  private final AttemptClaims claims;
  private final AttemptEndings endings;

  JdbcRefreshAttempts(Jdbc jdbc, AttemptClaims claims, AttemptEndings endings) {
    this.jdbc = jdbc;
    this.claims = claims;
    this.endings = endings;
  }

  @Override
  public Claim claim(Attempt attempt, Lease lease) {
    return claims.claim(attempt, lease);
  }

  @Override
  public boolean markSent(Attempt attempt, Lease lease) {
    return jdbc.update(
            MARK_SENT,
            statement ->
                new Parameters(statement)
                    .micros(lease.duration())
                    .id(attempt.workspace().value())
                    .id(attempt.id()))
        == 1;
  }

  @Override
  public void extend(Collection<Attempt> attempts, Lease lease) {
    jdbc.update(
        EXTEND,
        statement ->
            new Parameters(statement)
                .ids(workspaces(attempts))
                .ids(attempts.stream().map(Attempt::id).toList())
                .micros(lease.duration()));
  }

  @Override
  public Set<Attempt> over(Collection<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return Set.of();
    }
    var byId = attempts.stream().collect(Collectors.toMap(Attempt::id, each -> each));
    return jdbc
        .query(
            OVER,
            statement ->
                new Parameters(statement)
                    .ids(workspaces(attempts))
                    .ids(attempts.stream().map(each -> each.account().value()).toList())
                    .ids(attempts.stream().map(Attempt::id).toList())
                    .numbers(attempts.stream().map(Attempt::parent).toList()),
            row -> row.getObject("id", UUID.class))
        .stream()
        .map(byId::get)
        .collect(Collectors.toSet());
  }

  private static List<UUID> workspaces(Collection<Attempt> attempts) {
    return attempts.stream().map(each -> each.workspace().value()).toList();
  }

  @Override
  public boolean commit(Commit commit) {
    return endings.commit(commit);
  }

  @Override
  public boolean keepSpare(Attempt attempt, SealedCredential spare) {
    return jdbc.changed(
        KEEP_SPARE,
        statement ->
            new Parameters(statement)
                .id(attempt.workspace().value())
                .id(attempt.account().value())
                .number(attempt.parent())
                .id(attempt.workspace().value())
                .id(attempt.id())
                .id(attempt.id())
                .number(attempt.parent())
                .bytes(spare.auths().ciphertext())
                .id(spare.auths().dataKey())
                .bytes(SealedColumns.bytes(spare.refresh()))
                .id(SealedColumns.key(spare.refresh()))
                .id(attempt.id()));
  }

  @Override
  public List<Spare> spares(WorkspaceId workspace, AccountId account) {
    return jdbc.query(
        SPARES,
        statement -> new Parameters(statement).id(workspace.value()).id(account.value()),
        row -> {
          @Nullable OAuthClientId noClient = null;
          var attempt =
              new Attempt(
                  workspace,
                  account,
                  row.getObject("attempt", UUID.class),
                  row.getLong("parent_generation"),
                  noClient);
          var sealed =
              new SealedCredential(
                  new Sealed(row.getObject("auths_key", UUID.class), row.getBytes("auths")),
                  SealedColumns.sealed(
                      row.getBytes("refresh"), row.getObject("refresh_key", UUID.class)));
          return new Spare(attempt.spareSealedFor(), sealed);
        });
  }

  @Override
  public void noteRefusal(Attempt attempt) {
    jdbc.update(
        NOTE_REFUSAL,
        statement ->
            new Parameters(statement)
                .text(GRANT_REFUSED)
                .id(attempt.workspace().value())
                .id(attempt.id()));
  }

  @Override
  public boolean end(Attempt attempt, Ending ending, @Nullable Standing standing) {
    return endings.end(attempt, ending, standing);
  }

  @Override
  public int removeOld(Duration age, int limit) {
    return jdbc.count(
        REMOVE_OLD,
        statement -> new Parameters(statement).micros(age).number((long) limit).micros(age));
  }
}
