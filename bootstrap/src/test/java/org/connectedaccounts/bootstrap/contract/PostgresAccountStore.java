package org.connectedaccounts.bootstrap.contract;

import jakarta.inject.Inject;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.testing.AccountStoreContract;

/** The contracts' view of PostgreSQL. */
abstract class PostgresAccountStore implements AccountStoreContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject ConnectedAccounts accounts;
  @Inject ConnectSessions sessions;
  @Inject StepLinks stepLinks;
  @Inject StoreClock clock;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public ConnectedAccounts accounts() {
    return accounts;
  }

  @Override
  public ConnectSessions sessions() {
    return sessions;
  }

  @Override
  public StepLinks stepLinks() {
    return stepLinks;
  }

  @Override
  public StoreClock clock() {
    return clock;
  }
}
