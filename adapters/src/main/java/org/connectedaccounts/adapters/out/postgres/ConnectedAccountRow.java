package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "connected_account")
@IdClass(RowKey.class)
class ConnectedAccountRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;
  String app;

  @Column(name = "definition_owner")
  UUID definitionOwner;

  @Column(name = "definition_digest")
  String definitionDigest;

  String method;

  @Column(name = "oauth_client")
  @Nullable UUID oauthClient;

  @Enumerated(EnumType.STRING)
  Binding binding;

  boolean verified;

  @Column(name = "external_user_id")
  @Nullable String externalUserId;

  boolean shared;

  @Column(name = "identity_id")
  @Nullable String identityId;

  @Column(name = "identity_name")
  @Nullable String identityName;

  @Column(name = "identity_email")
  @Nullable String identityEmail;

  @Nullable String nickname;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "requested_scopes")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> requestedScopes;

  @Column(name = "granted_scopes")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> grantedScopes;

  @Enumerated(EnumType.STRING)
  AccountStatus.State status;

  @Column(name = "status_reason")
  @Enumerated(EnumType.STRING)
  AccountStatus.@Nullable Reason statusReason;

  @Column(name = "oauth_error")
  @Nullable String oauthError;

  @Column(name = "status_since")
  Instant statusSince;

  long generation;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "last_refreshed_at")
  @Nullable Instant lastRefreshedAt;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "will_die_at")
  @Nullable Instant willDieAt;

  @Column(name = "refresh_due_at")
  @Nullable Instant refreshDueAt;

  @Column(name = "not_before")
  @Nullable Instant notBefore;

  /** Whatever writes the row as a whole is a new consent. */
  @Column(name = "connected_at")
  @Nullable Instant connectedAt;

  /** Another grant has another end, which is to be told again. */
  @Column(name = "death_told")
  boolean deathTold;

  static ConnectedAccountRow of(ConnectedAccount account) {
    var row = new ConnectedAccountRow();
    row.workspaceId = account.workspace().value();
    row.id = account.id().value();
    row.app = account.app().value();
    row.nickname = account.nickname();
    row.metadata = account.metadata();
    row.requestedScopes = account.scopes().requested();
    row.grantedScopes = account.scopes().granted();
    row.generation = account.generation();
    row.take(account.origin());
    row.take(account.owner());
    row.take(account.identity());
    row.take(account.status());
    row.take(account.times());
    row.connectedAt = account.times().updatedAt();
    return row;
  }

  private void take(Origin origin) {
    definitionOwner = origin.definition().owner().value();
    definitionDigest = origin.definition().digest();
    method = origin.method().value();
    oauthClient = origin.client() == null ? null : origin.client().value();
    binding = origin.binding();
    verified = origin.verified();
  }

  private void take(Owner owner) {
    externalUserId = owner.externalUserId();
    shared = owner.shared();
  }

  private void take(@Nullable Identity identity) {
    identityId = identity == null ? null : identity.id();
    identityName = identity == null ? null : identity.name();
    identityEmail = identity == null ? null : identity.email();
  }

  private void take(AccountStatus next) {
    status = next.state();
    statusReason = next.reason();
    oauthError = next.oauthError();
    statusSince = next.since();
  }

  private void take(Times times) {
    createdAt = times.createdAt();
    updatedAt = times.updatedAt();
    lastRefreshedAt = times.lastRefreshedAt();
    lastUsedAt = times.lastUsedAt();
    expiresAt = times.expiresAt();
    willDieAt = times.willDieAt();
    refreshDueAt = times.upkeep().dueAt();
    notBefore = times.upkeep().notBefore();
  }

  /** From all columns of the table, by name. */
  static ConnectedAccountRow read(ResultSet columns) throws SQLException {
    var row = new ConnectedAccountRow();
    row.workspaceId = columns.getObject("workspace_id", UUID.class);
    row.id = columns.getObject("id", UUID.class);
    row.app = columns.getString("app");
    row.definitionOwner = columns.getObject("definition_owner", UUID.class);
    row.definitionDigest = columns.getString("definition_digest");
    row.method = columns.getString("method");
    row.oauthClient = columns.getObject("oauth_client", UUID.class);
    row.binding = Binding.valueOf(columns.getString("binding"));
    row.verified = columns.getBoolean("verified");
    row.externalUserId = columns.getString("external_user_id");
    row.shared = columns.getBoolean("shared");
    row.identityId = columns.getString("identity_id");
    row.identityName = columns.getString("identity_name");
    row.identityEmail = columns.getString("identity_email");
    row.nickname = columns.getString("nickname");
    row.metadata = JsonColumns.texts(columns.getString("metadata"));
    row.requestedScopes = Jdbc.texts(columns, "requested_scopes");
    row.grantedScopes = Jdbc.texts(columns, "granted_scopes");
    row.generation = columns.getLong("generation");
    row.readStatusAndTimes(columns);
    return row;
  }

  private void readStatusAndTimes(ResultSet columns) throws SQLException {
    status = AccountStatus.State.valueOf(columns.getString("status"));
    var reason = columns.getString("status_reason");
    statusReason = reason == null ? null : AccountStatus.Reason.valueOf(reason);
    oauthError = columns.getString("oauth_error");
    statusSince = Jdbc.instant(columns, "status_since");
    createdAt = Jdbc.instant(columns, "created_at");
    updatedAt = Jdbc.instant(columns, "updated_at");
    lastRefreshedAt = Jdbc.nullableInstant(columns, "last_refreshed_at");
    lastUsedAt = Jdbc.nullableInstant(columns, "last_used_at");
    expiresAt = Jdbc.nullableInstant(columns, "expires_at");
    willDieAt = Jdbc.nullableInstant(columns, "will_die_at");
    refreshDueAt = Jdbc.nullableInstant(columns, "refresh_due_at");
    notBefore = Jdbc.nullableInstant(columns, "not_before");
  }

  /** By attribute, for statements that Hibernate does not make by itself. */
  Map<String, @Nullable Object> values() {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("workspaceId", workspaceId);
    values.put("id", id);
    values.put("app", app);
    values.put("definitionOwner", definitionOwner);
    values.put("definitionDigest", definitionDigest);
    values.put("method", method);
    values.put("oauthClient", oauthClient);
    values.put("binding", binding);
    values.put("verified", verified);
    values.put("externalUserId", externalUserId);
    values.put("shared", shared);
    values.put("identityId", identityId);
    values.put("identityName", identityName);
    values.put("identityEmail", identityEmail);
    values.put("nickname", nickname);
    values.put("metadata", metadata);
    values.put("requestedScopes", requestedScopes);
    values.put("grantedScopes", grantedScopes);
    values.put("status", status);
    values.put("statusReason", statusReason);
    values.put("oauthError", oauthError);
    values.put("statusSince", statusSince);
    values.put("generation", generation);
    values.put("createdAt", createdAt);
    values.put("updatedAt", updatedAt);
    values.put("lastRefreshedAt", lastRefreshedAt);
    values.put("lastUsedAt", lastUsedAt);
    values.put("expiresAt", expiresAt);
    values.put("willDieAt", willDieAt);
    values.put("refreshDueAt", refreshDueAt);
    values.put("notBefore", notBefore);
    values.put("connectedAt", connectedAt);
    values.put("deathTold", deathTold);
    return values;
  }

  ConnectedAccount toDomain() {
    return new ConnectedAccount(
        new WorkspaceId(workspaceId),
        new AccountId(id),
        new Origin(
            new DefinitionRef(new WorkspaceId(definitionOwner), new AppSlug(app), definitionDigest),
            new AuthMethodId(method),
            oauthClient == null ? null : new OAuthClientId(oauthClient),
            binding,
            verified),
        new Owner(externalUserId, shared),
        identityId == null ? null : new Identity(identityId, identityName, identityEmail),
        nickname,
        metadata,
        new GrantedScopes(requestedScopes, grantedScopes),
        new AccountStatus(status, statusReason, oauthError, statusSince),
        generation,
        new Times(
            createdAt,
            updatedAt,
            lastRefreshedAt,
            lastUsedAt,
            expiresAt,
            willDieAt,
            new Times.Upkeep(refreshDueAt, notBefore)));
  }
}
