package org.connectedaccounts.adapters.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FakeIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteBehindUsageJournalTest {

  private final WorkspaceId workspace = new WorkspaceId(FakeIds.next());
  private final Warnings warnings = new Warnings();
  private final Logger log = Logger.getLogger(WriteBehindUsageJournal.class.getName());
  private int connections;

  private final WriteBehindUsageJournal journal =
      new WriteBehindUsageJournal(
          new Jdbc(noDatabase()), InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));

  private AgroalDataSource noDatabase() {
    return (AgroalDataSource)
        Proxy.newProxyInstance(
            AgroalDataSource.class.getClassLoader(),
            new Class<?>[] {AgroalDataSource.class},
            (_, _, _) -> {
              connections++;
              throw new SQLException("no database");
            });
  }

  @BeforeEach
  void listen() {
    log.setUseParentHandlers(false);
    log.addHandler(warnings);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(warnings);
    log.setUseParentHandlers(true);
  }

  private void read() {
    journal.credentialRead(workspace, new AccountId(FakeIds.next()), "run-1");
  }

  @Test
  void flushWhenTheStoreIsDownThenKeepsTheUsesAndWarnsOnce() {
    read();

    journal.flush();
    journal.flush();
    journal.flush();

    assertThat(connections).isEqualTo(3);
    assertThat(warnings.texts).hasSize(1);
  }

  @Test
  void flushWhenNothingWasReadThenAsksNothingOfTheStore() {
    journal.flush();

    assertThat(connections).isZero();
  }

  @Test
  void credentialReadWhenTheStoreIsDownThenNeitherWaitsNorAsks() {
    for (int i = 0; i < 60_000; i++) {
      read();
    }

    assertThat(connections).isZero();
  }

  private static final class Warnings extends Handler {

    private final List<String> texts = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
