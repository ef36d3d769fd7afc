package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** What every run of every step asks for: account, credential and time, in one round trip. */
@Singleton
final class CurrentCredentials {

  // An account is written with its credential, so one without was changed by hand: as one that is
  // empty, which does not open, it is refused with the alarm, and is not called unknown.
  private static final String SELECT =
      """
      select a.*, a.generation as credential_generation, c.parent_generation,
        coalesce(c.auths, '') as auths,
        coalesce(c.auths_key, '00000000-0000-0000-0000-000000000000') as auths_key,
        c.refresh, c.refresh_key, c.access_expires_at, c.refresh_idle_deadline,
        c.refresh_hard_expiry, clock_timestamp() as now
      from connected_account a
      left join credential c on c.workspace_id = a.workspace_id and c.account_id = a.id
        and c.generation = a.generation
      where a.workspace_id = ? and a.id =
      """;

  private final Jdbc jdbc;

  CurrentCredentials(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  Optional<WithCredential> find(WorkspaceId workspace, AccountId id) {
    return jdbc
        .query(
            SELECT + " ?",
            statement -> {
              statement.setObject(1, workspace.value());
              statement.setObject(2, id.value());
            },
            CurrentCredentials::read)
        .stream()
        .findFirst();
  }

  Map<AccountId, WithCredential> find(WorkspaceId workspace, Collection<AccountId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    var wanted = ids.stream().map(AccountId::value).toArray(UUID[]::new);
    var found = new HashMap<AccountId, WithCredential>();
    jdbc.query(
            SELECT + " any(?)",
            statement -> {
              statement.setObject(1, workspace.value());
              statement.setArray(2, statement.getConnection().createArrayOf("uuid", wanted));
            },
            CurrentCredentials::read)
        .forEach(each -> found.put(each.account().id(), each));
    return found;
  }

  private static WithCredential read(ResultSet row) throws SQLException {
    return new WithCredential(
        ConnectedAccountRow.read(row).toDomain(),
        CredentialRow.read(row).toDomain(),
        Jdbc.instant(row, "now"));
  }
}
