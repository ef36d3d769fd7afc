package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class ClockOffsetIT {
  private static final Duration LEAVING = Duration.ofSeconds(90);
  private static final Duration LOAD = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofSeconds(30);

  @Test
  void a_replica_whose_clock_is_fast_vends_nothing_expired_and_refreshes_no_more(Stage stage) {
    withOffset(stage, "PT5M");
  }

  @Test
  void a_replica_whose_clock_is_slow_vends_nothing_expired_and_refreshes_no_more(Stage stage) {
    withOffset(stage, "PT-5M");
  }

  private static void withOffset(Stage stage, String offset) {
    Replica odd = stage.replica(2);
    var usual = odd.settings();
    try {
      restart(odd, () -> odd.settings(usual.with("harness.clock-offset", offset)));
      for (ProviderClass each : ProviderClass.values()) {
        stage.provider().behaviours().life(each, LIFE);
      }
      List<Account> accounts = stage.dueOfEveryClass(5);
      long before = Timeline.of(accounts).calls();
      try (Load load = Load.start(stage, accounts, 3)) {
        Settled.pause(LOAD);
        stage.report().say("clock of replica 2 by %s; the load: %s", offset, load.text());
      }
      long calls = Timeline.of(accounts).calls() - before;
      // Half of a token's life is its margin: no account is due more often than that.
      long due = accounts.size() * (2 + 2 * LOAD.toSeconds() / LIFE.toSeconds());
      stage.report().say("%d provider calls, at most %d are due", calls, due);
      assertThat(calls).as("calls that are due").isLessThanOrEqualTo(due);
      assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
      assertThat(stage.verdict(accounts).violations()).isEmpty();
    } finally {
      restart(odd, () -> odd.settings(usual));
    }
  }

  private static void restart(Replica replica, Runnable change) {
    replica.terminate(LEAVING);
    change.run();
    replica.start();
    replica.awaitReady();
  }
}
