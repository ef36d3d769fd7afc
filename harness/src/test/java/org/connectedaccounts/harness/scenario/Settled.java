package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.history.StoredAccount;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.process.Database;

/** The end of a scenario: no more faults, and every account is asked for until it has an answer. */
final class Settled {
  private static final int AT_A_TIME = 32;

  private Settled() {}

  /**
   * Forces a refresh of every account, so that what the service believes is tried against the
   * provider. Says how many were never answered.
   */
  static int settle(Stage stage, List<Account> accounts, Duration patience) {
    Instant end = Instant.now().plus(patience);
    List<Boolean> answered =
        Crowd.atMost(
            AT_A_TIME,
            IntStream.range(0, accounts.size())
                .mapToObj(n -> (Supplier<Boolean>) () -> decided(stage, accounts.get(n), n, end)));
    int open = (int) answered.stream().filter(decided -> !decided).count();
    stage
        .report()
        .say("settled: %d of %d accounts have an answer", answered.size() - open, answered.size());
    return open;
  }

  private static boolean decided(Stage stage, Account account, int number, Instant end) {
    try (Caller caller = stage.caller()) {
      for (int turn = number; Instant.now().isBefore(end); turn++) {
        Answer before = caller.read(stage.replica(1 + turn % 3), account);
        Answer after =
            before.ok()
                ? caller.reject(stage.replica(1 + turn % 3), account, before.version())
                : before;
        // A token that still lives is no proof: only a new version is.
        if (after.status() == 409 || (after.ok() && after.version() > before.version())) {
          return true;
        }
        pause(Duration.ofMillis(500));
      }
      return false;
    }
  }

  static boolean eventually(Duration patience, BooleanSupplier condition) {
    Instant end = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      pause(Duration.ofMillis(100));
    }
    return true;
  }

  static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  static List<StoredAccount> stored(Database database) {
    return database
        .rows(
            "select metadata->>'grant', lower(status), coalesce(status_reason, ''), generation"
                + " from connected_account where metadata ? 'grant'")
        .stream()
        .map(
            row ->
                new StoredAccount(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)),
                    String.valueOf(row.get(2)),
                    Long.parseLong(String.valueOf(row.get(3)))))
        .toList();
  }
}
