package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "workflow")
@IdClass(WorkflowRow.Key.class)
class WorkflowRow {

  record Key(UUID workspaceId, String workflowId) {}

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id
  @Column(name = "workflow_id")
  String workflowId;

  @Nullable String name;
  @Nullable String url;

  Workflow toDomain() {
    return new Workflow(new WorkspaceId(workspaceId), workflowId, name, url);
  }
}
