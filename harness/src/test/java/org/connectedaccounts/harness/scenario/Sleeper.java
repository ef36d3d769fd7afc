package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.process.Replica;

/** A replica that falls asleep in the middle of refreshes, which another one takes over. */
final class Sleeper {
  private static final Duration TAKING_OVER = Duration.ofSeconds(60);

  private Sleeper() {}

  /**
   * Lets the replica refresh the accounts, stops it when the moment has come, wakes it up when
   * another has made a newer version of each, and that much later.
   */
  static void sleep(
      Stage stage, Replica sleeper, List<Account> accounts, BooleanSupplier moment, Duration more)
      throws InterruptedException, ExecutionException {
    Replica other = stage.replica(1 + sleeper.number() % 3);
    List<Long> versions = versions(stage, other, accounts);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> calls = threads.submit(() -> refreshAll(stage, sleeper, accounts));
      assertThat(Settled.eventually(TAKING_OVER, moment)).as("the moment came").isTrue();
      stage.history().sleep(sleeper.number(), "SIGSTOP");
      sleeper.freeze();
      try {
        takenOver(stage, other, accounts, versions);
        Settled.pause(more);
      } finally {
        sleeper.thaw();
        stage.history().sleep(sleeper.number(), "SIGCONT");
      }
      calls.get();
    }
  }

  private static void takenOver(
      Stage stage, Replica other, List<Account> accounts, List<Long> versions) {
    long began = System.nanoTime();
    List<Boolean> newer =
        Crowd.all(
            IntStream.range(0, accounts.size())
                .mapToObj(
                    n ->
                        (Supplier<Boolean>)
                            () -> newer(stage, other, accounts.get(n), versions.get(n))));
    stage
        .report()
        .say(
            "replica %d took over after %d ms",
            other.number(), (System.nanoTime() - began) / 1_000_000);
    assertThat(newer).as("taken over").doesNotContain(false);
  }

  private static boolean newer(Stage stage, Replica other, Account account, long version) {
    try (Caller caller = stage.caller()) {
      return Settled.eventually(
          TAKING_OVER, () -> caller.reject(other, account, version).version() > version);
    }
  }

  private static List<Long> versions(Stage stage, Replica replica, List<Account> accounts) {
    try (Caller caller = stage.caller()) {
      return accounts.stream().map(account -> caller.read(replica, account).version()).toList();
    }
  }

  private static List<Answer> refreshAll(Stage stage, Replica replica, List<Account> accounts) {
    return Crowd.all(
        accounts.stream()
            .map(
                account ->
                    (Supplier<Answer>)
                        () -> {
                          try (Caller caller = stage.caller()) {
                            return caller.refresh(replica, account);
                          }
                        }));
  }
}
