package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Remembers every read, so that tests can ask who was read for what. */
public final class InMemoryUsageJournal implements UsageJournal {

  /** A call of {@link #credentialRead}. */
  public record Read(
      WorkspaceId workspace, AccountId account, @Nullable String purpose, Instant at) {}

  private final InMemoryTables tables;
  private final InMemoryConnectedAccounts accounts;
  private final List<Read> reads = new ArrayList<>();
  private int flushed;

  public InMemoryUsageJournal(InMemoryTables tables) {
    this.tables = tables;
    this.accounts = new InMemoryConnectedAccounts(tables);
  }

  public synchronized List<Read> reads() {
    return List.copyOf(reads);
  }

  @Override
  public synchronized void credentialRead(
      WorkspaceId workspace, AccountId account, @Nullable String purpose) {
    reads.add(new Read(workspace, account, purpose, tables.now()));
  }

  @Override
  public synchronized void flush() {
    var pending = List.copyOf(reads.subList(flushed, reads.size()));
    tables.run(
        () ->
            pending.forEach(
                read -> accounts.markUsed(read.workspace(), read.account(), read.at())));
    flushed = reads.size();
  }
}
