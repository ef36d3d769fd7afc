package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;

/** The contracts' view of one in-memory store. */
abstract class InMemoryAccountStore implements AccountStoreContract {

  final InMemoryTables tables = new InMemoryTables();

  @Override
  public UnitOfWork unitOfWork() {
    return tables;
  }

  @Override
  public Workspaces workspaces() {
    return new InMemoryWorkspaces(tables);
  }

  @Override
  public ConnectedAccounts accounts() {
    return new InMemoryConnectedAccounts(tables);
  }

  @Override
  public ConnectSessions sessions() {
    return new InMemoryConnectSessions(tables);
  }

  @Override
  public StepLinks stepLinks() {
    return new InMemoryStepLinks(tables);
  }

  @Override
  public StoreClock clock() {
    return tables;
  }
}
