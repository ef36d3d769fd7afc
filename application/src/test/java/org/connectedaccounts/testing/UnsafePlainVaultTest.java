package org.connectedaccounts.testing;

import java.util.UUID;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.workspace.WorkspaceId;

class UnsafePlainVaultTest implements SecretVaultContract, DataKeyRingContract {

  private final UnsafePlainVault vault = new UnsafePlainVault();

  @Override
  public SecretVault vault() {
    return vault;
  }

  @Override
  public DataKeyRing dataKeyRing() {
    return vault;
  }

  @Override
  public WorkspaceId newWorkspace() {
    return new WorkspaceId(UUID.randomUUID());
  }
}
