package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Order(2)
@Tag("kills")
class KillsIT {

  /**
   * More could look like an incident of the provider: after sixty kills most of a class are lost.
   */
  private static final int ACCOUNTS_OF_EACH_CLASS = 20;

  private static final Duration LIFE = Duration.ofSeconds(12);
  private static final Duration PROVIDER = Duration.ofMillis(200);
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final int LONGEST_PEACE_MILLIS = 1500;

  @Test
  void random_kills_under_load_lose_no_grant_in_silence() {
    int kills = Integer.getInteger("harness.kills", Scale.of(60, 300));
    try (Stage stage = Stage.open("kills", Pace.QUICK)) {
      stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
      for (ProviderClass each : ProviderClass.values()) {
        stage.provider().behaviours().life(each, LIFE);
      }
      List<Account> accounts = stage.dueOfEveryClass(ACCOUNTS_OF_EACH_CLASS);
      try (Load load = Load.start(stage, accounts, 6)) {
        for (int n = 0; n < kills; n++) {
          kill(stage);
        }
        stage.report().say("%d kills; the load: %s", kills, load.text());
      }
      stage.cluster().replicas().forEach(Replica::awaitReady);
      stage.provider().behaviours().setAll(Behaviour.GOOD);
      assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
      assertThat(stage.verdict().violations()).isEmpty();
    }
  }

  private static void kill(Stage stage) {
    Random random = stage.random();
    int victim = 1 + random.nextInt(3);
    Duration peace = Duration.ofMillis(random.nextInt(LONGEST_PEACE_MILLIS));
    // One other stays, so that there is somebody who takes over.
    stage.replica(victim).awaitReady();
    stage.replica(1 + victim % 3).awaitReady();
    Settled.pause(peace);
    stage.history().fault(victim, "kill -9");
    stage.replica(victim).kill();
    stage.history().fault(victim, "killed");
    stage.replica(victim).start();
  }
}
