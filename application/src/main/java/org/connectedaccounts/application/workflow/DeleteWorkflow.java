package org.connectedaccounts.application.workflow;

import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
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

  public record Command(Caller caller, String workflowId) {}

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.LINK);
    unitOfWork.run(
        () -> {
          if (!links.removeWorkflow(workspace, command.workflowId())) {
            throw GetWorkflow.unknown();
          }
        });
  }
}
