package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.testing.DueAccountsContract;
import org.connectedaccounts.testing.EndpointPausesContract;
import org.connectedaccounts.testing.EventsContract;
import org.connectedaccounts.testing.RefreshAttemptsContract;
import org.connectedaccounts.testing.RefreshCommitsContract;
import org.connectedaccounts.testing.RevocationWorkContract;

@QuarkusTest
class PostgresRefreshStoreTest extends PostgresAccountStore
    implements RefreshAttemptsContract,
        RefreshCommitsContract,
        EndpointPausesContract,
        DueAccountsContract,
        EventsContract,
        RevocationWorkContract {

  @Inject BulkRevocations revocations;
  @Inject RefreshAttempts attempts;
  @Inject EndpointPauses pauses;
  @Inject DueAccounts due;
  @Inject Events events;
  @Inject OAuthClients oauthClients;

  @Override
  public RefreshAttempts attempts() {
    return attempts;
  }

  @Override
  public BulkRevocations revocations() {
    return revocations;
  }

  @Override
  public EndpointPauses pauses() {
    return pauses;
  }

  @Override
  public DueAccounts due() {
    return due;
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public OAuthClients oauthClients() {
    return oauthClients;
  }

  @Override
  public void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
