package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.OutsideSecrets;

class InMemoryOutsideSecretsTest implements OutsideSecretsContract {

  private final InMemoryOutsideSecrets outside = new InMemoryOutsideSecrets();

  @Override
  public OutsideSecrets outside() {
    return outside;
  }
}
