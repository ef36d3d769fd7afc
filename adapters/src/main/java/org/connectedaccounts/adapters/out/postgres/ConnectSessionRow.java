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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "connect_session")
@IdClass(RowKey.class)
class ConnectSessionRow {

  /** Which of the other columns of the progress are filled. */
  enum Stage {
    PENDING,
    AUTHORIZING,
    AWAITING_COMPLETION,
    CHOOSING,
    COMPLETED,
    FAILED
  }

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;

  @Column(name = "token_fingerprint")
  @Nullable String tokenFingerprint;

  @Column(name = "ticket_fingerprint")
  @Nullable String ticketFingerprint;

  @Enumerated(EnumType.STRING)
  SessionRequest.Kind kind;

  @Column(name = "external_user_id")
  @Nullable String externalUserId;

  @Column(name = "acting_user_id")
  @Nullable String actingUserId;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> apps;

  @Column(name = "reconnect_account")
  @Nullable UUID reconnectAccount;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> scopes;

  boolean shared;

  @Column(name = "workflow_id")
  @Nullable String workflowId;

  @Column(name = "step_id")
  @Nullable String stepId;

  @Column(name = "link_name")
  @Nullable String linkName;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> metadata;

  @Column(name = "return_url")
  @Nullable String returnUrl;

  @Enumerated(EnumType.STRING)
  Stage progress;

  @Nullable UUID attempt;

  @JdbcTypeCode(SqlTypes.JSON)
  List<SessionProgress.Option> options;

  @Nullable UUID account;

  @Column(name = "account_created")
  @Nullable Boolean accountCreated;

  @Column(name = "error_code")
  @Enumerated(EnumType.STRING)
  Refusal.@Nullable Code errorCode;

  @Column(name = "error_detail")
  @Nullable String errorDetail;

  @Column(name = "oauth_error")
  @Nullable String oauthError;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  static ConnectSessionRow of(ConnectSession session, Ways ways) {
    var row = new ConnectSessionRow();
    row.workspaceId = session.workspace().value();
    row.id = session.id().value();
    row.tokenFingerprint = ways.token();
    row.ticketFingerprint = ways.ticket();
    row.createdAt = session.createdAt();
    row.expiresAt = session.expiresAt();
    row.take(session.request());
    row.take(session.progress());
    return row;
  }

  /** A row of the progress alone, to compare and to write it. */
  static ConnectSessionRow of(SessionProgress progress) {
    var row = new ConnectSessionRow();
    row.take(progress);
    return row;
  }

  private void take(SessionRequest request) {
    kind = request.kind();
    externalUserId = request.externalUserId();
    actingUserId = request.actingUserId();
    apps = request.apps().stream().map(AppSlug::value).toList();
    reconnectAccount = request.account() == null ? null : request.account().value();
    scopes = request.scopes();
    shared = request.shared();
    metadata = request.metadata();
    returnUrl = request.returnUrl();
    var target = request.step();
    if (target != null) {
      workflowId = target.step().workflowId();
      stepId = target.step().stepId();
      linkName = target.name();
    }
  }

  private void take(SessionProgress next) {
    options = List.of();
    switch (next) {
      case SessionProgress.Pending _ -> progress = Stage.PENDING;
      case SessionProgress.Authorizing(var of) -> take(Stage.AUTHORIZING, of);
      case SessionProgress.AwaitingCompletion(var of) -> take(Stage.AWAITING_COMPLETION, of);
      case SessionProgress.Choosing(var of, var open) -> {
        take(Stage.CHOOSING, of);
        options = open;
      }
      case SessionProgress.Completed(var of, var created) -> {
        progress = Stage.COMPLETED;
        account = of.value();
        accountCreated = created;
      }
      case SessionProgress.Failed(var code, var detail, var oauth) -> {
        progress = Stage.FAILED;
        errorCode = code;
        errorDetail = detail;
        oauthError = oauth;
      }
    }
  }

  private void take(Stage stage, AttemptId of) {
    progress = stage;
    attempt = of.value();
  }

  ConnectSession toDomain() {
    return new ConnectSession(
        new WorkspaceId(workspaceId),
        new SessionId(id),
        new SessionRequest(
            kind,
            externalUserId,
            actingUserId,
            apps.stream().map(AppSlug::new).toList(),
            reconnectAccount == null ? null : new AccountId(reconnectAccount),
            scopes,
            shared,
            target(),
            metadata,
            returnUrl),
        progress(),
        createdAt,
        expiresAt);
  }

  private @Nullable LinkTarget target() {
    return workflowId == null || stepId == null
        ? null
        : new LinkTarget(new StepRef(workflowId, stepId), linkName);
  }

  private SessionProgress progress() {
    return switch (progress) {
      case PENDING -> new SessionProgress.Pending();
      case AUTHORIZING -> new SessionProgress.Authorizing(attempt());
      case AWAITING_COMPLETION -> new SessionProgress.AwaitingCompletion(attempt());
      case CHOOSING -> new SessionProgress.Choosing(attempt(), options);
      case COMPLETED ->
          new SessionProgress.Completed(
              new AccountId(Objects.requireNonNull(account)),
              Objects.requireNonNull(accountCreated));
      case FAILED ->
          new SessionProgress.Failed(
              Objects.requireNonNull(errorCode), Objects.requireNonNull(errorDetail), oauthError);
    };
  }

  private AttemptId attempt() {
    return new AttemptId(Objects.requireNonNull(attempt));
  }
}
