package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryAppRequestsTest implements AppRequestsContract {

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
  public AppRequests appRequests() {
    return new InMemoryAppRequests(tables);
  }
}
