package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class RollingRestartIT {
  private static final Duration LIFE = Duration.ofSeconds(8);
  private static final Duration PROVIDER = Duration.ofMillis(800);
  private static final Duration LEAVING = Duration.ofSeconds(90);
  private static final Duration SETTLING = Duration.ofSeconds(60);

  @Test
  void a_rolling_restart_under_load_leaves_no_unknown_outcome(Stage stage) {
    long unknownBefore = unknown(stage);
    stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
    for (ProviderClass each : ProviderClass.values()) {
      stage.provider().behaviours().life(each, LIFE);
    }
    List<Account> accounts = stage.dueOfEveryClass(Scale.of(10, 50));
    try (Load load = Load.start(stage, accounts, 6)) {
      for (int round = 0; round < Scale.of(1, 10); round++) {
        for (Replica replica : stage.cluster().replicas()) {
          Settled.pause(Duration.ofMillis(1000 + stage.random().nextInt(800)));
          Duration took = replica.terminate(LEAVING);
          stage.report().say("replica %d left after %d ms", replica.number(), took.toMillis());
          replica.start();
          replica.awaitReady();
        }
      }
      stage.report().say("the load: %s", load.text());
    }
    stage.provider().behaviours().setAll(Behaviour.GOOD);
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    long unknown = unknown(stage) - unknownBefore;
    stage.report().say("%d attempts of unknown end", unknown);
    assertThat(stage.verdict(accounts).violations()).isEmpty();
    assertThat(stage.verdict(accounts).reportedLosses()).isZero();
    assertThat(unknown).isZero();
  }

  private static long unknown(Stage stage) {
    return stage
        .cluster()
        .database()
        .count(
            "select count(*) from refresh_attempt"
                + " where state in ('UNKNOWN', 'LOST', 'RESOLVED_RETRY', 'RESOLVED_LATE')");
  }
}
