package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "step_link")
@IdClass(StepLinkRow.Key.class)
class StepLinkRow {

  record Key(
      UUID workspaceId, String workflowId, String stepId, String name, String externalUserId) {

    static Key of(StepLink link) {
      return of(link.workspace(), link.step(), link.name(), link.externalUserId());
    }

    static Key of(
        WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId) {
      return new Key(
          workspace.value(), step.workflowId(), step.stepId(), name, user(externalUserId));
    }
  }

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id
  @Column(name = "workflow_id")
  String workflowId;

  @Id
  @Column(name = "step_id")
  String stepId;

  @Id String name;

  @Id
  @Column(name = "external_user_id")
  String externalUserId;

  @Column(name = "account_id")
  UUID accountId;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> scopes;

  @Column(name = "created_at")
  Instant createdAt;

  /** What the column says for a user; empty stands for everybody, as a key cannot be null. */
  static String user(@Nullable String externalUserId) {
    return externalUserId == null ? "" : externalUserId;
  }

  StepLink toDomain() {
    return new StepLink(
        new WorkspaceId(workspaceId),
        new StepRef(workflowId, stepId),
        name,
        externalUserId.isEmpty() ? null : externalUserId,
        new AccountId(accountId),
        scopes,
        createdAt);
  }
}
