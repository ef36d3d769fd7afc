package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.AppRequestsContract;

@QuarkusTest
class PostgresAppRequestsTest implements AppRequestsContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject AppRequests appRequests;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public AppRequests appRequests() {
    return appRequests;
  }
}
