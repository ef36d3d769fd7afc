package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.WorkspacesContract;

@QuarkusTest
class PostgresWorkspacesTest implements WorkspacesContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject ApiKeys apiKeys;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public ApiKeys apiKeys() {
    return apiKeys;
  }
}
