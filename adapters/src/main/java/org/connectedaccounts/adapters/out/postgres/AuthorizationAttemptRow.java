package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "authorization_attempt")
@IdClass(RowKey.class)
class AuthorizationAttemptRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;
  UUID session;
  String app;

  @Column(name = "definition_owner")
  UUID definitionOwner;

  @Column(name = "definition_digest")
  String definitionDigest;

  String method;

  @Column(name = "oauth_client")
  @Nullable UUID oauthClient;

  @Column(name = "oauth_client_owner")
  @Nullable UUID oauthClientOwner;

  boolean page;

  @Nullable String context;

  @Column(name = "state_hash")
  @Nullable String stateHash;

  @Column(name = "redirect_uri")
  @Nullable String redirectUri;

  byte @Nullable [] verifier;

  @Column(name = "verifier_key")
  @Nullable UUID verifierKey;

  byte @Nullable [] code;

  @Column(name = "code_key")
  @Nullable UUID codeKey;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> scopes;

  byte[] auths;

  @Column(name = "auths_key")
  UUID authsKey;

  byte @Nullable [] refresh;

  @Column(name = "refresh_key")
  @Nullable UUID refreshKey;

  boolean verified;

  @Column(name = "identity_id")
  @Nullable String identityId;

  @Column(name = "identity_name")
  @Nullable String identityName;

  @Column(name = "identity_email")
  @Nullable String identityEmail;

  @Column(name = "consumed_at")
  @Nullable Instant consumedAt;

  @Column(name = "handle_fingerprint")
  @Nullable String handleFingerprint;

  @Column(name = "handle_until")
  @Nullable Instant handleUntil;

  @Column(name = "handle_taken_at")
  @Nullable Instant handleTakenAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  static AuthorizationAttemptRow of(AuthorizationAttempt attempt) {
    var row = new AuthorizationAttemptRow();
    row.workspaceId = attempt.workspace().value();
    row.id = attempt.id().value();
    row.session = attempt.session().value();
    row.app = attempt.definition().slug().value();
    row.definitionOwner = attempt.definition().owner().value();
    row.definitionDigest = attempt.definition().digest();
    row.method = attempt.method().value();
    row.scopes = attempt.scopes();
    row.auths = attempt.credential().auths().ciphertext();
    row.authsKey = attempt.credential().auths().dataKey();
    row.refresh = SealedColumns.bytes(attempt.credential().refresh());
    row.refreshKey = SealedColumns.key(attempt.credential().refresh());
    row.verified = attempt.verified();
    row.take(attempt.identity());
    row.expiresAt = attempt.expiresAt();
    if (attempt.authorization() != null) {
      row.take(attempt.authorization());
    }
    return row;
  }

  private void take(@Nullable Identity identity) {
    identityId = identity == null ? null : identity.id();
    identityName = identity == null ? null : identity.name();
    identityEmail = identity == null ? null : identity.email();
  }

  private void take(AuthorizationRequest request) {
    oauthClient = request.client().value();
    oauthClientOwner = request.clientOwner().value();
    page = request.page();
    context = request.context();
    stateHash = request.stateHash();
    redirectUri = request.redirectUri();
    verifier = SealedColumns.bytes(request.verifier());
    verifierKey = SealedColumns.key(request.verifier());
    code = SealedColumns.bytes(request.code());
    codeKey = SealedColumns.key(request.code());
  }

  AuthorizationAttempt toDomain() {
    return new AuthorizationAttempt(
        new WorkspaceId(workspaceId),
        new AttemptId(id),
        new SessionId(session),
        new DefinitionRef(new WorkspaceId(definitionOwner), new AppSlug(app), definitionDigest),
        new AuthMethodId(method),
        oauthClient == null ? null : authorization(oauthClient),
        scopes,
        new SealedCredential(
            new Sealed(authsKey, auths), SealedColumns.sealed(refresh, refreshKey)),
        verified,
        identityId == null ? null : new Identity(identityId, identityName, identityEmail),
        expiresAt);
  }

  private AuthorizationRequest authorization(UUID client) {
    return new AuthorizationRequest(
        new OAuthClientId(client),
        new WorkspaceId(Objects.requireNonNull(oauthClientOwner)),
        page,
        Objects.requireNonNull(context),
        Objects.requireNonNull(stateHash),
        Objects.requireNonNull(redirectUri),
        SealedColumns.sealed(verifier, verifierKey),
        SealedColumns.sealed(code, codeKey));
  }
}
