package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.process.Failpoint;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
@ExtendWith(SharedStage.class)
class FreezeIT {
  private static final Duration PROVIDER = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration MORE = Duration.ofSeconds(2);

  @Test
  void a_replica_that_sleeps_longer_than_its_lease_does_no_harm(Stage stage) throws Exception {
    frozen(stage, stage.pace().lease().plus(MORE), stage.history()::sleep);
  }

  @Test
  void a_replica_that_sleeps_longer_than_the_take_over_does_no_harm(Stage stage) throws Exception {
    frozen(stage, stage.pace().takeOver().plus(MORE), stage.history()::sleep);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderClass.class,
      names = {"GRACE", "FAMILY"})
  void a_replica_that_sleeps_before_it_sends_sends_nothing(ProviderClass providerClass, Stage stage)
      throws Exception {
    Replica sleeper = stage.replica(1 + stage.random().nextInt(3));
    Failpoint point = new Failpoint("EgressAuthorizationServer.refresh.before");
    List<Account> accounts = stage.fresh(providerClass, 1);
    point.arm(sleeper, "sleep 1500");
    try {
      Sleeper.sleep(stage, sleeper, accounts, () -> point.fired(sleeper), Duration.ZERO);
    } finally {
      point.disarm(sleeper);
    }
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    assertThat(stage.verdict(accounts).violations()).isEmpty();
  }

  /** The late answer is kept as a spare; this replica ends at that very step. */
  @ParameterizedTest
  @ValueSource(strings = {"before", "after"})
  void a_replica_that_ends_while_it_keeps_a_late_answer_does_no_harm(String when, Stage stage)
      throws Exception {
    Failpoint point = new Failpoint("JdbcRefreshAttempts.keepSpare." + when);
    stage.cluster().replicas().forEach(each -> point.arm(each, "halt"));
    try {
      // What it still had in hand when it woke up may end with it.
      frozen(stage, stage.pace().takeOver().plus(MORE), stage.history()::fault);
    } finally {
      long unfired = stage.cluster().replicas().stream().filter(point::disarm).count();
      stage.report().say("%s: %d replicas ended here", point.place(), 3 - unfired);
    }
  }

  private static void frozen(Stage stage, Duration sleep, BiConsumer<Integer, String> note)
      throws InterruptedException, ExecutionException {
    List<Account> accounts =
        Stream.of(ProviderClass.values())
            .flatMap(each -> stage.fresh(each, Scale.of(4, 25)).stream())
            .toList();
    stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
    Replica sleeper = stage.replica(1 + stage.random().nextInt(3));
    Duration awake = Duration.ofMillis(stage.random().nextInt(900));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Answer>> calls = threads.submit(() -> refreshAll(stage, sleeper, accounts));
      // Before anything is sent there is nothing to take over, and a slow machine is slow to send.
      assertThat(Settled.eventually(SETTLING, () -> mostAreSent(accounts))).isTrue();
      Settled.pause(awake);
      note.accept(sleeper.number(), "SIGSTOP");
      sleeper.freeze();
      stage
          .report()
          .say("replica %d sleeps %s after it sent most, for %s", sleeper.number(), awake, sleep);
      try {
        meanwhile(stage, sleeper, accounts, sleep);
      } finally {
        sleeper.thaw();
        note.accept(sleeper.number(), "SIGCONT");
      }
      long ok = calls.get().stream().filter(Answer::ok).count();
      stage.report().say("awake again: %d of its %d callers were answered", ok, accounts.size());
    }
    stage.provider().behaviours().setAll(Behaviour.GOOD);
    stage.awaitReplicas();
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    assertThat(stage.verdict(accounts).violations()).isEmpty();
  }

  private static boolean mostAreSent(List<Account> accounts) {
    long sent = accounts.stream().filter(each -> Timeline.of(List.of(each)).calls() > 0).count();
    return sent >= 0.75 * accounts.size();
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

  private static void meanwhile(
      Stage stage, Replica sleeper, List<Account> accounts, Duration sleep) {
    Replica other = stage.replica(1 + sleeper.number() % 3);
    long end = System.nanoTime() + sleep.toNanos();
    while (System.nanoTime() < end) {
      refreshAll(stage, other, accounts);
      Settled.pause(Duration.ofMillis(300));
    }
  }
}
