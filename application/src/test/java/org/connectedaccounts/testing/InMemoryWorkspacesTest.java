package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryWorkspacesTest implements WorkspacesContract {

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
  public ApiKeys apiKeys() {
    return new InMemoryApiKeys(tables);
  }
}
