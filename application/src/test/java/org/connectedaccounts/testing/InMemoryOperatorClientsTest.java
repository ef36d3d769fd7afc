package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.OperatorClients;

class InMemoryOperatorClientsTest implements OperatorClientsContract {

  private final OperatorClients clients = new InMemoryOperatorClients();

  @Override
  public OperatorClients clients() {
    return clients;
  }
}
