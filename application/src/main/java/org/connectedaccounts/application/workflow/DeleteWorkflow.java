package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Forgets a workflow with its links, which frees its accounts. */
public final class DeleteWorkflow {

  private final StepLinks links;
  private final UnitOfWork unitOfWork;

  public DeleteWorkflow(StepLinks links, UnitOfWork unitOfWork) {
    this.links = links;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, String workflowId, Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, String workflowId) {
      this(caller, workflowId, Expectation.anything());
    }
  }

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.LINK);
    unitOfWork.run(
        () -> {
          Workflow workflow =
              links
                  .findWorkflowToChange(workspace, command.workflowId())
                  .orElseThrow(GetWorkflow::unknown);
          List<StepLink> its = links.removeLinksOfWorkflow(workspace, workflow.id());
          command.expected().require(workflow.version(its));
          links.removeWorkflow(workspace, workflow.id());
        });
  }
}
