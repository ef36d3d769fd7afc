package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

class InMemoryOAuthClientsTest implements OAuthClientsContract, OAuthClientUseContract {

  private final InMemoryTables tables = new InMemoryTables();

  @Override
  public UnitOfWork unitOfWork() {
    return tables;
  }

  @Override
  public StoreClock clock() {
    return tables;
  }

  @Override
  public Workspaces workspaces() {
    return new InMemoryWorkspaces(tables);
  }

  @Override
  public OAuthClients oauthClients() {
    return new InMemoryOAuthClients(tables);
  }

  @Override
  public ConnectedAccounts accounts() {
    return new InMemoryConnectedAccounts(tables);
  }

  @Override
  public ConnectSessions sessions() {
    return new InMemoryConnectSessions(tables);
  }
}
