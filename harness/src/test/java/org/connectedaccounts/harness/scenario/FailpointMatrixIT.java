package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.process.Failpoint;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class FailpointMatrixIT {
  private static final Duration DYING = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final Duration OVER = Duration.ofMillis(700);

  @Test
  void a_replica_that_ends_at_any_step_loses_no_grant_in_silence(Stage stage) {
    List<Account> tried = new ArrayList<>();
    int halts = 0;
    for (int round = 0; round < Scale.of(1, 25); round++) {
      stage.awaitReplicas();
      List<Account> accounts = ofEveryClass(stage, Failpoint.all().size());
      tried.addAll(accounts);
      halts += round(stage, accounts);
    }
    stage.cluster().replicas().forEach(Replica::awaitReady);
    assertThat(Settled.settle(stage, tried, SETTLING)).isZero();
    stage.report().say("%d halts", halts);
    assertThat(verdict(stage, tried).violations()).isEmpty();
    assertThat(halts).as("failpoints that the service has").isPositive();
  }

  /**
   * A step that is slow is overtaken by others and goes on; one that fails leaves its attempt open.
   * A sample by the seed: the product of steps, classes and orders takes hours.
   */
  @Test
  void a_replica_that_stalls_or_fails_at_any_step_loses_no_grant_in_silence(Stage stage) {
    List<Order> orders = orders(stage);
    List<Account> accounts = new ArrayList<>();
    Map<String, Integer> carriedOut = new TreeMap<>();
    for (Order order : orders) {
      Account account = stage.fresh(order.providerClass(), 1).getFirst();
      accounts.add(account);
      if (disturbed(stage, order, account)) {
        carriedOut.merge(order.kind(), 1, Integer::sum);
      }
    }
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    stage.report().say("of %d orders these were carried out: %s", orders.size(), carriedOut);
    Verdict verdict = verdict(stage, accounts);
    assertThat(verdict.violations()).isEmpty();
    assertThat(carriedOut).containsKeys("sleep", "throw");
    assertThat(verdict.reportedLosses())
        .as("grants lost, and answers thrown away that may be the only ones")
        .isLessThanOrEqualTo((int) orders.stream().filter(Order::throwsAnswerAway).count());
  }

  /** What a step is told to do, and whose refresh comes by. */
  private record Order(Failpoint point, ProviderClass providerClass, String text) {
    String kind() {
      return text.split(" ", 2)[0];
    }

    /** The only order that may cost a grant: a slow replica keeps what it was given. */
    boolean throwsAnswerAway() {
      return kind().equals("throw")
          && providerClass.unforgiving()
          && point.place().equals("EgressAuthorizationServer.refresh.after");
    }
  }

  private static List<Order> orders(Stage stage) {
    List<String> texts =
        List.of(
            "throw",
            "sleep 300",
            "sleep " + stage.pace().lease().plus(OVER).toMillis(),
            "sleep " + stage.pace().takeOver().plus(OVER).toMillis());
    List<Order> all = new ArrayList<>();
    for (Failpoint point : Failpoint.all()) {
      for (ProviderClass each : ProviderClass.values()) {
        texts.forEach(text -> all.add(new Order(point, each, text)));
      }
    }
    Collections.shuffle(all, stage.random());
    return all.subList(0, Scale.of(40, all.size()));
  }

  /** Another replica is asked for the same meanwhile, as callers do who get nothing. */
  private static boolean disturbed(Stage stage, Order order, Account account) {
    Replica victim = stage.replica(1 + stage.random().nextInt(3));
    Replica other = stage.replica(1 + victim.number() % 3);
    if (order.point().needsRefusal()) {
      stage.provider().behaviours().once(account.grant(), Behaviour.of(Behaviour.Mode.UNAVAILABLE));
    }
    order.point().arm(victim, order.text());
    stage.history().fault(victim.number(), order.point().place() + ": " + order.text());
    try (Caller caller = stage.caller()) {
      caller.refresh(victim, account);
      caller.refresh(other, account);
    }
    boolean fired = !order.point().disarm(victim);
    if (fired) {
      stage.history().fault(victim.number(), order.point().place() + ": came by");
    }
    return fired;
  }

  /** Made before the first halt, since every replica may be the one that is asked for it. */
  private static List<Account> ofEveryClass(Stage stage, int each) {
    return Stream.of(ProviderClass.values())
        .flatMap(providerClass -> stage.fresh(providerClass, each).stream())
        .toList();
  }

  private static int round(Stage stage, List<Account> accounts) {
    int points = Failpoint.all().size();
    int classes = ProviderClass.values().length;
    int halts = 0;
    for (int n = 0; n < points; n++) {
      int fired = 0;
      for (int each = 0; each < classes; each++) {
        Account account = accounts.get(each * points + n);
        fired += halted(stage, Failpoint.all().get(n), account, n * classes + each) ? 1 : 0;
      }
      stage.report().say("%s: %d of 4 classes halted here", Failpoint.all().get(n).place(), fired);
      halts += fired;
    }
    return halts;
  }

  private static Verdict verdict(Stage stage, List<Account> tried) {
    return stage.verdict(tried, stage.pace().timing().committingWithin(DYING));
  }

  private static boolean halted(Stage stage, Failpoint point, Account account, int turn) {
    Replica victim = stage.replica(1 + turn % 3);
    victim.awaitReady();
    if (point.needsRefusal()) {
      stage.provider().behaviours().once(account.grant(), Behaviour.of(Behaviour.Mode.UNAVAILABLE));
    }
    point.arm(victim, "halt");
    try (Caller caller = stage.caller()) {
      caller.refresh(victim, account);
    }
    stage.history().fault(victim.number(), point.place());
    if (point.disarm(victim)) {
      return false;
    }
    if (!victim.awaitEnd(DYING)) {
      throw new IllegalStateException(point.place() + " fired, and the replica lives");
    }
    victim.start();
    return true;
  }
}
