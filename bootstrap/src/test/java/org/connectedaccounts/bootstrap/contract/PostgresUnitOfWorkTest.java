package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.UnitOfWorkContract;

@QuarkusTest
class PostgresUnitOfWorkTest implements UnitOfWorkContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public void write(UUID key) {
    workspaces.add(
        new Workspace(
            new WorkspaceId(key),
            "Acme",
            null,
            null,
            List.of(),
            List.of(),
            false,
            SharedIdentities.ALLOW,
            Instant.EPOCH));
  }

  @Override
  public boolean isWritten(UUID key) {
    return workspaces.find(new WorkspaceId(key)).isPresent();
  }
}
