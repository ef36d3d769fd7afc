package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.WorkspaceAppsContract;

@QuarkusTest
class PostgresWorkspaceAppsTest implements WorkspaceAppsContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject WorkspaceApps workspaceApps;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public WorkspaceApps workspaceApps() {
    return workspaceApps;
  }
}
