package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryWorkspaceAppsTest implements WorkspaceAppsContract {

  private final InMemoryTables tables = new InMemoryTables();

  @Override
  public UnitOfWork unitOfWork() {
    return tables;
  }

  @Override
  public Workspaces workspaces() {
    return new InMemoryWorkspaces(tables);
  }

  @Override
  public WorkspaceApps workspaceApps() {
    return new InMemoryWorkspaceApps(tables);
  }
}
