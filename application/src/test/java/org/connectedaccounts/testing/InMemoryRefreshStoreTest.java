package org.connectedaccounts.testing;

import java.time.Duration;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.RefreshAttempts;

class InMemoryRefreshStoreTest extends InMemoryAccountStore
    implements RefreshAttemptsContract,
        RefreshCommitsContract,
        EndpointPausesContract,
        DueAccountsContract,
        EventsContract,
        RevocationWorkContract {

  @Override
  public RefreshAttempts attempts() {
    return new InMemoryRefreshAttempts(tables);
  }

  @Override
  public BulkRevocations revocations() {
    return new InMemoryBulkRevocations(tables);
  }

  @Override
  public EndpointPauses pauses() {
    return new InMemoryEndpointPauses(tables);
  }

  @Override
  public DueAccounts due() {
    return new InMemoryDueAccounts(tables);
  }

  @Override
  public Events events() {
    return new InMemoryEvents(tables);
  }

  @Override
  public OAuthClients oauthClients() {
    return new InMemoryOAuthClients(tables);
  }

  @Override
  public void pass(Duration time) {
    tables.advance(time);
  }
}
