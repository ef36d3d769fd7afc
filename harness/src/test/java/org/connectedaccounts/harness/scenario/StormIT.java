package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.load.Latencies;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Order(1)
@Tag("storm")
class StormIT {
  private static final int ACCOUNTS = Scale.of(400, 2_000);
  private static final int CALLERS = Scale.of(2_000, 10_000);
  private static final int REPLICAS = 3;
  private static final int PERMITTED = 100 * REPLICAS;
  private static final Duration PROVIDER = Duration.ofMillis(500);
  private static final Duration SLOWEST = Duration.ofSeconds(5);
  private static final int STORMS_BEFORE = Scale.of(1, 4);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(5);

  @Test
  void every_expired_account_is_refreshed_by_exactly_one_call_and_nobody_else_waits()
      throws Exception {
    try (Stage stage = Stage.open("storm", Pace.PRODUCTION)) {
      List<Account> others =
          stage.accounts(ProviderClass.NONROT, 60, Instant.now().plusSeconds(7200));
      stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
      warmUp(stage);
      List<Account> due = expired(stage);
      long warm = stage.provider().calls();
      Latencies before = probes(stage, others, () -> Settled.pause(QUIET));
      Statements statements = Statements.counting(stage.cluster().database());
      List<Answer> answers = new ArrayList<>();
      long from = System.nanoTime();
      Latencies during = probes(stage, others, () -> answers.addAll(storm(stage, due)));
      Duration total = Duration.ofNanos(System.nanoTime() - from);

      say(stage, answers, total, before, during);
      statements.costliest(12).forEach(row -> stage.report().say("calls, ms each: %s", row));
      boolean refreshed = Settled.eventually(PATIENCE, () -> allHaveAToken(stage, due));
      // Counted before the accounts are settled, which forces one more refresh of each.
      long calls = stage.provider().calls() - warm;
      int unsettled = Settled.settle(stage, due, PATIENCE);
      Verdict verdict = stage.verdict();
      SoftAssertions all = new SoftAssertions();
      all.assertThat(refreshed).as("every account has a fresh token").isTrue();
      all.assertThat(unsettled).as("accounts without a token").isZero();
      all.assertThat(calls).as("provider calls").isEqualTo(ACCOUNTS);
      all.assertThat(verdict.violations()).isEmpty();
      // The short run starts its replicas a moment before; its times say nothing of warm ones, and
      // on a busy machine a caller may run out of patience.
      if (Scale.full()) {
        all.assertThat(answers.stream().filter(answer -> !answer.ok())).as("refused").isEmpty();
        all.assertThat(Latencies.of(answers).quantile(0.99)).as("p99").isLessThan(SLOWEST);
      }
      all.assertAll();
    }
  }

  /** A replica that has been up for a while has compiled its hot code: storms are what it needs. */
  private static void warmUp(Stage stage) {
    for (int n = 1; n <= STORMS_BEFORE; n++) {
      List<Account> due = expired(stage);
      storm(stage, due);
      Settled.eventually(PATIENCE, () -> allHaveAToken(stage, due));
      stage.report().say("storm %d of %d before the one that counts", n, STORMS_BEFORE);
    }
  }

  private static List<Account> expired(Stage stage) {
    return stage.accounts(ProviderClass.STRICT, ACCOUNTS, Instant.now().minusSeconds(60));
  }

  private static boolean allHaveAToken(Stage stage, List<Account> due) {
    return Crowd.atMost(64, due.stream().map(each -> reading(stage, each, 0))).stream()
        .allMatch(Answer::ok);
  }

  private static List<Answer> storm(Stage stage, List<Account> due) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, CALLERS).boxed().toList());
    Collections.shuffle(order, stage.random());
    return Crowd.all(order.stream().map(n -> reading(stage, due.get(n % ACCOUNTS), n / ACCOUNTS)));
  }

  private static Supplier<Answer> reading(Stage stage, Account account, int turn) {
    return () -> {
      try (Caller caller = stage.caller()) {
        return caller.read(stage.replica(1 + turn % REPLICAS), account);
      }
    };
  }

  private static Latencies probes(Stage stage, List<Account> others, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Answer>>> probing = new ArrayList<>();
      for (int replica = 1; replica <= REPLICAS; replica++) {
        probing.add(threads.submit(probe(stage, others, replica, over)));
      }
      try {
        meanwhile.run();
      } finally {
        over.set(true);
      }
      List<Answer> all = new ArrayList<>();
      for (var each : probing) {
        all.addAll(each.get());
      }
      return Latencies.of(all);
    }
  }

  private static Callable<List<Answer>> probe(
      Stage stage, List<Account> others, int replica, AtomicBoolean over) {
    return () -> {
      List<Answer> answers = new ArrayList<>();
      try (Caller caller = stage.caller()) {
        for (int n = replica; !over.get(); n++) {
          answers.add(caller.read(stage.replica(replica), others.get(n % others.size())));
          Thread.sleep(20);
        }
      }
      return answers;
    };
  }

  private static void say(
      Stage stage, List<Answer> answers, Duration total, Latencies before, Latencies during) {
    double floor = ACCOUNTS * PROVIDER.toMillis() / (double) PERMITTED;
    var traffic = stage.provider().traffic(ProviderClass.STRICT);
    var report = stage.report();
    report.say(
        "%d callers, %d accounts: %d provider calls, at most %d at once, %d in one second",
        CALLERS, ACCOUNTS, traffic.calls(), traffic.highWater(), traffic.mostInOneSecond());
    report.say(
        "total %d ms = %.2f x the floor of %.0f ms (%d calls of %d ms, %d permitted at once)",
        total.toMillis(),
        total.toMillis() / floor,
        floor,
        ACCOUNTS,
        PROVIDER.toMillis(),
        PERMITTED);
    report.say("callers: %s", Latencies.of(answers).text());
    report.say("other accounts before: %s", before.text());
    report.say(
        "other accounts during: %s (p99 x %.1f)",
        during.text(), during.quantile(0.99).toNanos() / (double) before.quantile(0.99).toNanos());
    long refused = answers.stream().filter(answer -> !answer.ok()).count();
    if (refused > 0) {
      report.say(
          "%d callers got nothing; the first: %s",
          refused, answers.stream().filter(answer -> !answer.ok()).findFirst());
    }
  }
}
