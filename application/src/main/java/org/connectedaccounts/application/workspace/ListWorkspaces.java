package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;

/** All tenants, for the operator. */
public final class ListWorkspaces {

  private final Workspaces workspaces;

  public ListWorkspaces(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  public record Command(Caller caller, PageRequest page) {}

  public Page<Workspace> handle(Command command) {
    command.caller().requireOperator();
    return workspaces.list(command.page());
  }
}
