package org.connectedaccounts.bootstrap.contract;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.testing.UsageJournalContract;

@QuarkusTest
class PostgresUsageJournalTest extends PostgresAccountStore implements UsageJournalContract {

  @Inject UsageJournal journal;

  @Override
  public UsageJournal journal() {
    return journal;
  }
}
