package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.KeyRotationsContract;

@QuarkusTest
class PostgresKeyRotationsTest implements KeyRotationsContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject DataKeys dataKeys;
  @Inject KeyRotations rotations;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public DataKeys dataKeys() {
    return dataKeys;
  }

  @Override
  public KeyRotations rotations() {
    return rotations;
  }
}
