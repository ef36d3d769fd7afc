package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@IdClass(RowKey.class)
class ApiKeyRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;

  String name;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] scopes;

  String hint;

  String fingerprint;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] apps;

  @JdbcTypeCode(SqlTypes.ARRAY)
  UUID[] accounts;

  @Column(name = "external_user_id")
  @Nullable String externalUserId;

  @Column(name = "replaced_by")
  @Nullable UUID replacedBy;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  static ApiKeyRow of(ApiKey key, String fingerprint) {
    var row = new ApiKeyRow();
    row.workspaceId = key.workspace().value();
    row.id = key.id().value();
    row.name = key.name();
    row.scopes = key.scopes().stream().map(Scope::text).sorted().toArray(String[]::new);
    row.hint = key.hint();
    row.fingerprint = fingerprint;
    row.createdAt = key.createdAt();
    row.expiresAt = key.expiresAt();
    row.apps = key.limits().apps().stream().sorted().toArray(String[]::new);
    row.accounts = key.limits().accounts().stream().sorted().toArray(UUID[]::new);
    row.externalUserId = key.limits().externalUserId();
    row.lastUsedAt = key.lastUsedAt();
    row.replacedBy = key.replacedBy() == null ? null : key.replacedBy().value();
    return row;
  }

  ApiKey toDomain() {
    // A scope that a newer version gave is not known here, so it cannot be used here.
    var known = Arrays.stream(scopes).flatMap(text -> Scope.parse(text).stream());
    return new ApiKey(
        new WorkspaceId(workspaceId),
        new ApiKeyId(id),
        name,
        known.collect(Collectors.toUnmodifiableSet()),
        hint,
        createdAt,
        expiresAt,
        new KeyLimits(Set.of(apps), Set.of(accounts), externalUserId),
        lastUsedAt,
        replacedBy == null ? null : new ApiKeyId(replacedBy));
  }
}
