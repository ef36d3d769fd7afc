package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
