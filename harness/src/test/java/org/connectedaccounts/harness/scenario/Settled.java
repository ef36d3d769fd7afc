package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.history.StoredAccount;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.process.Database;
import org.connectedaccounts.harness.provider.AccessToken;

/** The end of a scenario: no more faults, and every account is asked for until it has an answer. */
final class Settled {
  private static final int AT_A_TIME = 32;

  private Settled() {}

  /**
   * Forces a refresh of every account, so that what the service believes is tried against the
   * provider. Says how many were never answered.
   */
  static int settle(Stage stage, List<Account> accounts, Duration patience) {
    Span span = new Span(System.nanoTime(), Instant.now().plus(patience));
    int open = undecided(stage, accounts, span);
    // A late answer may have brought back what was called lost a moment ago: that is to be tried.
    for (List<Account> back = revived(stage, accounts, span);
        open == 0 && !back.isEmpty() && Instant.now().isBefore(span.end());
        back = revived(stage, back, span)) {
      open = undecided(stage, back, span);
    }
    stage
        .report()
        .say("settled: %d of %d accounts have an answer", accounts.size() - open, accounts.size());
    return open;
  }

  private static int undecided(Stage stage, List<Account> accounts, Span span) {
    List<Boolean> answered =
        Crowd.atMost(
            AT_A_TIME,
            IntStream.range(0, accounts.size())
                .mapToObj(n -> (Supplier<Boolean>) () -> decided(stage, accounts.get(n), n, span)));
    return (int) answered.stream().filter(decided -> !decided).count();
  }

  /** Those that are usable by the store, and that no call since has proved to be. */
  private static List<Account> revived(Stage stage, List<Account> accounts, Span span) {
    Set<String> dead =
        stored(stage.cluster().database()).stream()
            .filter(StoredAccount::reauthorizationRequired)
            .map(StoredAccount::grant)
            .collect(Collectors.toSet());
    return accounts.stream()
        .filter(account -> !dead.contains(account.grant().id()))
        .filter(
            account ->
                account.grant().accessTokens().stream()
                    .noneMatch(token -> token.issuedAt() > span.from()))
        .toList();
  }

  private record Span(long from, Instant end) {}

  private static boolean decided(Stage stage, Account account, int number, Span span) {
    try (Caller caller = stage.caller()) {
      for (int turn = number; Instant.now().isBefore(span.end()); turn++) {
        Answer before = caller.read(stage.replica(1 + turn % 3), account);
        Answer after =
            before.ok()
                ? caller.reject(stage.replica(1 + turn % 3), account, before.version())
                : before;
        if (after.status() == 409 || (after.ok() && issuedSince(stage, after, span.from()))) {
          return true;
        }
        pause(Duration.ofMillis(500));
      }
      return false;
    }
  }

  /** A token that still lives is no proof, nor is a late answer: only one that is new is. */
  private static boolean issuedSince(Stage stage, Answer answer, long from) {
    AccessToken token = stage.provider().ledger().accessToken(answer.fingerprint());
    return token != null && token.issuedAt() > from;
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
