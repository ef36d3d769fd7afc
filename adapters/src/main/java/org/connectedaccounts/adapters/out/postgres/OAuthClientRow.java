package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Former;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClient.State;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "oauth_client")
@IdClass(RowKey.class)
class OAuthClientRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;

  String app;

  @Column(name = "client_id")
  String clientId;

  byte @Nullable [] secret;

  @Column(name = "secret_key")
  @Nullable UUID secretKey;

  @Column(name = "secret_version")
  int secretVersion;

  @Column(name = "former_secret")
  byte @Nullable [] formerSecret;

  @Column(name = "former_secret_key")
  @Nullable UUID formerSecretKey;

  @Column(name = "former_version")
  @Nullable Integer formerVersion;

  @Column(name = "former_until")
  @Nullable Instant formerUntil;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] scopes;

  @Enumerated(EnumType.STRING)
  State state;

  @Column(name = "state_reason")
  @Nullable String stateReason;

  boolean current;

  @Column(name = "updated_at")
  Instant updatedAt;

  static OAuthClientRow of(OAuthClient client) {
    var row = new OAuthClientRow();
    row.workspaceId = client.owner().value();
    row.id = client.id().value();
    row.app = client.app().value();
    row.clientId = client.clientId();
    row.current = true;
    return row.take(client);
  }

  OAuthClientRow take(OAuthClient client) {
    secret = SealedColumns.bytes(client.secret());
    secretKey = SealedColumns.key(client.secret());
    secretVersion = client.secretVersion();
    var former = client.former();
    formerSecret = former == null ? null : former.secret().ciphertext();
    formerSecretKey = former == null ? null : former.secret().dataKey();
    formerVersion = former == null ? null : former.version();
    formerUntil = former == null ? null : former.until();
    scopes = client.scopes().toArray(String[]::new);
    state = client.health().state();
    stateReason = client.health().reason();
    updatedAt = client.updatedAt();
    return this;
  }

  OAuthClient toDomain() {
    return new OAuthClient(
        new WorkspaceId(workspaceId),
        new OAuthClientId(id),
        new AppSlug(app),
        clientId,
        SealedColumns.sealed(secret, secretKey),
        secretVersion,
        former(),
        List.of(scopes),
        new Health(state, stateReason),
        current,
        updatedAt);
  }

  private @Nullable Former former() {
    var sealed = SealedColumns.sealed(formerSecret, formerSecretKey);
    return sealed == null || formerVersion == null || formerUntil == null
        ? null
        : new Former(sealed, formerVersion, formerUntil);
  }
}
