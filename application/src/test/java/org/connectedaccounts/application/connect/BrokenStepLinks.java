package org.connectedaccounts.application.connect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Step links that cannot be written, as when the store gives up in the middle. */
record BrokenStepLinks(StepLinks links) implements StepLinks {

  @Override
  public Optional<StepLink> put(StepLink link) {
    throw new IllegalStateException("the store is gone");
  }

  @Override
  public List<StepLink> ofStep(WorkspaceId workspace, StepRef step) {
    return links.ofStep(workspace, step);
  }

  @Override
  public List<StepLink> ofWorkflow(WorkspaceId workspace, String workflowId) {
    return links.ofWorkflow(workspace, workflowId);
  }

  @Override
  public List<StepLink> ofAccount(WorkspaceId workspace, AccountId account) {
    return links.ofAccount(workspace, account);
  }

  @Override
  public Optional<StepLink> remove(
      WorkspaceId workspace, StepRef step, String name, @Nullable String externalUserId) {
    return links.remove(workspace, step, name, externalUserId);
  }

  @Override
  public int replaceAccount(WorkspaceId workspace, AccountId from, AccountId to) {
    return links.replaceAccount(workspace, from, to);
  }

  @Override
  public Optional<Workflow> findWorkflow(WorkspaceId workspace, String workflowId) {
    return links.findWorkflow(workspace, workflowId);
  }

  @Override
  public Optional<Workflow> findWorkflowToChange(WorkspaceId workspace, String workflowId) {
    return links.findWorkflowToChange(workspace, workflowId);
  }

  @Override
  public List<Workflow> findWorkflows(WorkspaceId workspace, Collection<String> workflowIds) {
    return links.findWorkflows(workspace, workflowIds);
  }

  @Override
  public Optional<Workflow> putWorkflow(Workflow workflow) {
    return links.putWorkflow(workflow);
  }

  @Override
  public List<StepLink> removeLinksOfWorkflow(WorkspaceId workspace, String workflowId) {
    return links.removeLinksOfWorkflow(workspace, workflowId);
  }

  @Override
  public boolean removeWorkflow(WorkspaceId workspace, String workflowId) {
    return links.removeWorkflow(workspace, workflowId);
  }
}
