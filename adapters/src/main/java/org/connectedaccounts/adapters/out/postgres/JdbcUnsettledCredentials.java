package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.OutsideSecrets.Place;
import org.connectedaccounts.application.port.UnsettledCredentials;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedForm;
import org.connectedaccounts.domain.workspace.WorkspaceId;

@Singleton
class JdbcUnsettledCredentials implements UnsettledCredentials {

  /**
   * The second condition is the index's. What is taken may be brought outside, so its account is
   * marked before: whoever takes it may end in between. Nobody waits for a row here, since a commit
   * may have locked the other one.
   */
  private static final String TAKE =
      """
      with taken as (
        select c.workspace_id, c.account_id, c.generation from credential c
        join connected_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
        where substring(c.auths from 1 for 1) = ? and substring(c.auths from 1 for 1) > '\\x01'
          and (c.settling_until is null or c.settling_until <= clock_timestamp())
        limit ? for no key update of c, a skip locked),
      marked as (
        update connected_account a set kept_outside = true from taken t
        where a.workspace_id = t.workspace_id and a.id = t.account_id and not a.kept_outside)
      update credential c
      set settling_until = clock_timestamp() + ? * interval '1 microsecond'
      from taken t where c.workspace_id = t.workspace_id and c.account_id = t.account_id
        and c.generation = t.generation
      returning c.*, c.account_id as id, c.generation as credential_generation
      """;

  /** Who has taken a credential may have brought it outside after its account was removed. */
  private static final String GONE =
      """
      with gone as (
        insert into removed_outside (workspace_id, account_id)
        select w, a from (values (?::uuid, ?::uuid)) as taken (w, a)
        where not exists (select from connected_account where workspace_id = w and id = a)
        on conflict (workspace_id, account_id) do update set removed_at = clock_timestamp())
      """;

  private static final String REPLACE =
      GONE
          + """
          , replaced as (
            update credential set auths = ?, auths_key = ?, refresh = ?, refresh_key = ?,
              settling_until = null, settle_failures = 0
            where workspace_id = ? and account_id = ? and generation = ?
              and auths = ? and refresh is not distinct from ?
            returning 1)
          select count(*) from replaced
          """;

  private static final String GIVE_BACK =
      GONE
          + """
          update credential set settling_until = null
          where workspace_id = ? and account_id = ? and generation = ?
          """;

  private static final String POSTPONE =
      GONE
          + """
          update credential set settle_failures = settle_failures + 1,
            settling_until = clock_timestamp()
              + least(? * power(2, least(settle_failures, 30)), ?) * interval '1 microsecond'
          where workspace_id = ? and account_id = ? and generation = ?
          """;

  private static final String REFERS =
      "exists (select from credential where substring(auths from 1 for 1) = '\\x02')";

  /** A replica from before the mount was noted leaves it as it is. */
  private static final String KEEP_AT =
      """
      insert into outside_path as noted (path, mount) values (?, ?)
      on conflict (only_one) do update set (path, mount) = (
        select case when held then noted.path else excluded.path end,
          case when held and (noted.mount is not null or noted.path <> excluded.path)
            then noted.mount else excluded.mount end
        from (select %s or exists (select from removed_outside) as held) as there)
      returning path, coalesce(mount, ?) as mount
      """
          .formatted(REFERS);

  private static final String KEPT_AT =
      "select path, coalesce(mount, 'its mount of before') as mount from outside_path where "
          + REFERS;

  private static final String REMOVED =
      """
      select workspace_id, account_id, removed_at from removed_outside
      where removed_at <= clock_timestamp() - ? * interval '1 microsecond'
      order by removed_at limit ?
      """;

  private static final String FORGET =
      "delete from removed_outside where workspace_id = ? and account_id = ? and removed_at = ?";

  private final Jdbc jdbc;

  JdbcUnsettledCredentials(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Place keptAt(Place place) {
    return jdbc.query(
            KEEP_AT,
            statement ->
                new Parameters(statement)
                    .text(place.prefix())
                    .text(place.mount())
                    .text(place.mount()),
            JdbcUnsettledCredentials::place)
        .getFirst();
  }

  @Override
  public Optional<Place> keptAt() {
    return jdbc.query(KEPT_AT, _ -> {}, JdbcUnsettledCredentials::place).stream().findFirst();
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getString("mount"), row.getString("path"));
  }

  @Override
  public List<CredentialGeneration> take(SealedForm form, Duration lease, int limit) {
    return jdbc.query(
        TAKE,
        statement ->
            new Parameters(statement)
                .bytes(new byte[] {form.mark()})
                .number((long) limit)
                .micros(lease),
        row -> CredentialRow.read(row).toDomain());
  }

  @Override
  public boolean replace(CredentialGeneration taken, SealedCredential settled) {
    UUID workspace = taken.workspace().value();
    UUID account = taken.account().value();
    return jdbc.changed(
        REPLACE,
        statement ->
            new Parameters(statement)
                .id(workspace)
                .id(account)
                .bytes(settled.auths().ciphertext())
                .id(settled.auths().dataKey())
                .bytes(SealedColumns.bytes(settled.refresh()))
                .id(SealedColumns.key(settled.refresh()))
                .id(workspace)
                .id(account)
                .number(taken.generation())
                .bytes(taken.sealed().auths().ciphertext())
                .bytes(SealedColumns.bytes(taken.sealed().refresh())));
  }

  @Override
  public void giveBack(CredentialGeneration taken) {
    jdbc.update(
        GIVE_BACK,
        statement ->
            new Parameters(statement)
                .id(taken.workspace().value())
                .id(taken.account().value())
                .id(taken.workspace().value())
                .id(taken.account().value())
                .number(taken.generation()));
  }

  @Override
  public void postpone(CredentialGeneration taken, Duration first, Duration atMost) {
    jdbc.update(
        POSTPONE,
        statement ->
            new Parameters(statement)
                .id(taken.workspace().value())
                .id(taken.account().value())
                .micros(first)
                .micros(atMost)
                .id(taken.workspace().value())
                .id(taken.account().value())
                .number(taken.generation()));
  }

  @Override
  public List<Removed> removed(Duration age, int limit) {
    return jdbc.query(
        REMOVED,
        statement -> new Parameters(statement).micros(age).number((long) limit),
        JdbcUnsettledCredentials::account);
  }

  private static Removed account(ResultSet row) throws SQLException {
    return new Removed(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getObject("removed_at", OffsetDateTime.class).toInstant());
  }

  @Override
  public void forget(Removed account) {
    jdbc.update(
        FORGET,
        statement ->
            new Parameters(statement)
                .id(account.workspace().value())
                .id(account.account().value())
                .time(account.at()));
  }
}
