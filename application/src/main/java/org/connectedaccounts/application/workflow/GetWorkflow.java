package org.connectedaccounts.application.workflow;

import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A workflow and what its steps use. */
public final class GetWorkflow {

  private final StepLinks links;
  private final LinkViews views;

  public GetWorkflow(StepLinks links, LinkViews views) {
    this.links = links;
    this.views = views;
  }

  public record Command(Caller caller, String workflowId) {}

  public WorkflowView handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ACCOUNTS_READ);
    return links
        .findWorkflow(workspace, command.workflowId())
        .map(
            workflow ->
                new WorkflowView(
                    workflow, views.of(workspace, links.ofWorkflow(workspace, workflow.id()))))
        .orElseThrow(GetWorkflow::unknown);
  }

  static Refusal unknown() {
    return Refusal.of(
        Code.WORKFLOW_NOT_FOUND, "There is no such workflow: nothing was ever linked to it.");
  }
}
