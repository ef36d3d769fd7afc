package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryFingerprintKeysTest implements FingerprintKeysContract {

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
  public FingerprintKeys fingerprintKeys() {
    return new InMemoryFingerprintKeys(tables);
  }
}
