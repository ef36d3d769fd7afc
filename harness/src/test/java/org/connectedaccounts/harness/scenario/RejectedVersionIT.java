package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class RejectedVersionIT {
  private static final int CALLERS = 100;
  private static final int REPLICAS = 3;
  private static final Duration WAITING = Duration.ofSeconds(20);

  @Test
  void a_hundred_callers_with_the_same_rejected_version_make_one_call(Stage stage) {
    stage.provider().behaviours().setAll(Behaviour.slow(Duration.ofMillis(200)));
    for (ProviderClass each : ProviderClass.values()) {
      Account account = stage.fresh(each, 1).getFirst();
      long version = version(stage, account);
      // The second half comes when there is an answer for the first.
      List<Answer> answers = new ArrayList<>(reject(stage, account, version, CALLERS / 2));
      answers.addAll(reject(stage, account, version, CALLERS / 2));
      // Of this account: others share the stage, and fall due as they like.
      long calls = Timeline.of(List.of(account)).calls();
      stage
          .report()
          .say(
              "%s: %d callers, %d provider calls, %d answered",
              each.label(), CALLERS, calls, answers.stream().filter(Answer::ok).count());
      assertThat(calls).as("calls for one rejected version").isEqualTo(1);
      assertThat(answers).filteredOn(Answer::ok).allMatch(answer -> answer.version() > version);
      assertThat(stage.verdict(List.of(account)).violations()).isEmpty();
    }
  }

  /**
   * None of them sees another's: each looks, and waits for the account's row, before any is done.
   */
  @Test
  void claims_of_the_same_moment_make_one_call(Stage stage) throws Exception {
    stage.provider().behaviours().setAll(Behaviour.slow(Duration.ofMillis(200)));
    for (ProviderClass each : ProviderClass.values()) {
      Account account = stage.fresh(each, 1).getFirst();
      long version = version(stage, account);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<List<Answer>> answers;
        try (Connection _ = holding(stage, account)) {
          answers = threads.submit(() -> reject(stage, account, version, REPLICAS));
          assertThat(Settled.eventually(WAITING, () -> waiting(stage) >= REPLICAS)).isTrue();
        }
        answers.get();
      }
      long calls = Timeline.of(List.of(account)).calls();
      stage.report().say("%s: %d claims at once, %d provider calls", each.label(), REPLICAS, calls);
      assertThat(stage.verdict(List.of(account)).violations()).isEmpty();
      assertThat(calls).as("calls for one rejected version").isEqualTo(1);
    }
  }

  private static Connection holding(Stage stage, Account account) {
    return stage
        .cluster()
        .database()
        .holding(
            "select from connected_account where metadata->>'grant' = '%s' for update"
                .formatted(account.grant().id()));
  }

  private static long waiting(Stage stage) {
    return stage
        .cluster()
        .database()
        .count(
            "select count(*) from pg_stat_activity"
                + " where wait_event_type = 'Lock' and query like 'with open as%'");
  }

  private static long version(Stage stage, Account account) {
    try (Caller caller = stage.caller()) {
      return caller.read(stage.replica(1), account).version();
    }
  }

  private static List<Answer> reject(Stage stage, Account account, long version, int callers) {
    return Crowd.all(
        IntStream.range(0, callers)
            .mapToObj(
                n ->
                    (Supplier<Answer>)
                        () -> {
                          try (Caller caller = stage.caller()) {
                            return caller.reject(stage.replica(1 + n % 3), account, version);
                          }
                        }));
  }
}
