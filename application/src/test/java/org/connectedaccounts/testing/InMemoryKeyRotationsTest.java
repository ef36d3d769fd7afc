package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryKeyRotationsTest implements KeyRotationsContract {

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
  public DataKeys dataKeys() {
    return new InMemoryDataKeys(tables);
  }

  @Override
  public KeyRotations rotations() {
    return new InMemoryKeyRotations(tables);
  }
}
