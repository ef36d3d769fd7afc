package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Changes what is registered of a tenant: name, logo, return URLs, origins, how connecting
 * completes, and whether its users may share an identity.
 */
public final class UpdateWorkspace {

  private final Workspaces workspaces;
  private final UnitOfWork unitOfWork;

  public UpdateWorkspace(Workspaces workspaces, UnitOfWork unitOfWork) {
    this.workspaces = workspaces;
    this.unitOfWork = unitOfWork;
  }

  public record Command(
      Caller caller, WorkspaceId workspace, WorkspaceProfile profile, Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, WorkspaceId workspace, WorkspaceProfile profile) {
      this(caller, workspace, profile, Expectation.anything());
    }
  }

  public Workspace handle(Command command) {
    command.caller().requireOperator();
    WorkspaceProfile profile = command.profile().checked();
    return unitOfWork.call(
        () -> {
          Workspace found = GetWorkspace.requireToChange(workspaces, command.workspace());
          command.expected().require(found.version());
          Workspace changed = profile.appliedTo(found);
          workspaces.update(changed);
          return changed;
        });
  }
}
