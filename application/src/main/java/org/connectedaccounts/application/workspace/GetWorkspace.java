package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** One tenant, for the operator. */
public final class GetWorkspace {

  private final Workspaces workspaces;

  public GetWorkspace(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  public record Command(Caller caller, WorkspaceId workspace) {}

  public Workspace handle(Command command) {
    command.caller().requireOperator();
    return require(workspaces, command.workspace());
  }

  static Workspace require(Workspaces workspaces, WorkspaceId id) {
    return workspaces.find(id).orElseThrow(GetWorkspace::unknown);
  }

  /** Within the unit of work that changes it. */
  static Workspace requireToChange(Workspaces workspaces, WorkspaceId id) {
    return workspaces.findToChange(id).orElseThrow(GetWorkspace::unknown);
  }

  static Refusal unknown() {
    return Refusal.of(Code.WORKSPACE_NOT_FOUND, "There is no such workspace.");
  }
}
