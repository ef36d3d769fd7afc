package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.UsageJournal;

class InMemoryUsageJournalTest extends InMemoryAccountStore implements UsageJournalContract {

  private final InMemoryUsageJournal journal = new InMemoryUsageJournal(tables);

  @Override
  public UsageJournal journal() {
    return journal;
  }
}
