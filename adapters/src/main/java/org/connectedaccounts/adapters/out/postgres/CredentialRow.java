package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "credential")
@IdClass(CredentialRow.Key.class)
class CredentialRow {

  record Key(UUID workspaceId, UUID accountId, long generation) {}

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id
  @Column(name = "account_id")
  UUID accountId;

  @Id long generation;

  @Column(name = "parent_generation")
  @Nullable Long parentGeneration;

  byte[] auths;

  @Column(name = "auths_key")
  UUID authsKey;

  byte @Nullable [] refresh;

  @Column(name = "refresh_key")
  @Nullable UUID refreshKey;

  @Column(name = "access_expires_at")
  @Nullable Instant accessExpiresAt;

  @Column(name = "refresh_idle_deadline")
  @Nullable Instant refreshIdleDeadline;

  @Column(name = "refresh_hard_expiry")
  @Nullable Instant refreshHardExpiry;

  static CredentialRow of(CredentialGeneration credential) {
    var row = new CredentialRow();
    row.workspaceId = credential.workspace().value();
    row.accountId = credential.account().value();
    row.generation = credential.generation();
    row.parentGeneration = credential.parent();
    row.auths = credential.sealed().auths().ciphertext();
    row.authsKey = credential.sealed().auths().dataKey();
    row.refresh = SealedColumns.bytes(credential.sealed().refresh());
    row.refreshKey = SealedColumns.key(credential.sealed().refresh());
    row.accessExpiresAt = credential.accessExpiresAt();
    row.refreshIdleDeadline = credential.refreshIdleDeadline();
    row.refreshHardExpiry = credential.refreshHardExpiry();
    return row;
  }

  /** From the columns of a join with the account, of which this is the current credential. */
  static CredentialRow read(ResultSet columns) throws SQLException {
    var row = new CredentialRow();
    row.workspaceId = columns.getObject("workspace_id", UUID.class);
    row.accountId = columns.getObject("id", UUID.class);
    row.generation = columns.getLong("credential_generation");
    row.parentGeneration = columns.getObject("parent_generation", Long.class);
    row.auths = columns.getBytes("auths");
    row.authsKey = columns.getObject("auths_key", UUID.class);
    row.refresh = columns.getBytes("refresh");
    row.refreshKey = columns.getObject("refresh_key", UUID.class);
    row.accessExpiresAt = Jdbc.nullableInstant(columns, "access_expires_at");
    row.refreshIdleDeadline = Jdbc.nullableInstant(columns, "refresh_idle_deadline");
    row.refreshHardExpiry = Jdbc.nullableInstant(columns, "refresh_hard_expiry");
    return row;
  }

  CredentialGeneration toDomain() {
    return new CredentialGeneration(
        new WorkspaceId(workspaceId),
        new AccountId(accountId),
        generation,
        parentGeneration,
        new SealedCredential(
            new Sealed(authsKey, auths), SealedColumns.sealed(refresh, refreshKey)),
        accessExpiresAt,
        refreshIdleDeadline,
        refreshHardExpiry);
  }
}
