package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.OAuthClientUseContract;
import org.connectedaccounts.testing.OAuthClientsContract;

@QuarkusTest
class PostgresOAuthClientsTest implements OAuthClientsContract, OAuthClientUseContract {

  @Inject UnitOfWork unitOfWork;
  @Inject StoreClock clock;
  @Inject Workspaces workspaces;
  @Inject OAuthClients oauthClients;
  @Inject ConnectedAccounts accounts;
  @Inject ConnectSessions sessions;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public StoreClock clock() {
    return clock;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public OAuthClients oauthClients() {
    return oauthClients;
  }

  @Override
  public ConnectedAccounts accounts() {
    return accounts;
  }

  @Override
  public ConnectSessions sessions() {
    return sessions;
  }
}
