package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.connectedaccounts.harness.fault.Fault;
import org.connectedaccounts.harness.history.Event;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Database;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No replica dies here, so that there is no excuse: whatever a provider gave is kept. */
@Tag("faults")
@ExtendWith(SharedStage.class)
class DatabaseFaultIT {
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final Duration PROVIDER = Duration.ofMillis(300);
  private static final Duration OUTAGE = Duration.ofSeconds(4);
  private static final Duration LIFE = Duration.ofSeconds(12);

  @Test
  void a_token_whose_commit_fails_is_kept_and_committed_later(Stage stage) {
    Database database = stage.cluster().database();
    database.execute(
        """
        create or replace function harness_refuse() returns trigger language plpgsql as
        $$ begin raise exception 'harness: no commit of a new token'; end $$;
        create trigger harness_refuse before insert on credential for each row
          when (new.parent_generation is not null) execute function harness_refuse();
        """);
    int before = stage.history().events().size();
    List<Event> answers = new ArrayList<>();
    underLoad(
        stage,
        false,
        () -> {
          Settled.pause(OUTAGE);
          // The old tokens are over, and no new one can have been committed.
          stage.history().events().stream()
              .skip(before)
              .filter(event -> event.type() == Event.Type.OK)
              .forEach(answers::add);
          database.execute("drop trigger harness_refuse on credential");
        });
    assertThat(answers).as("answers before the commit").isEmpty();
  }

  @Test
  void connections_that_are_ended_by_the_server_lose_nothing(Stage stage) {
    underLoad(
        stage,
        true,
        () -> {
          long ended = 0;
          for (int n = 0; n < Scale.of(15, 200); n++) {
            Settled.pause(Duration.ofMillis(stage.random().nextInt(500)));
            ended += stage.cluster().database().terminateBackends();
          }
          stage.report().say("%d connections ended by the server", ended);
        });
  }

  @Test
  void a_server_that_is_killed_and_comes_back_loses_nothing(Stage stage) {
    underLoad(
        stage,
        true,
        () -> {
          for (int n = 0; n < Scale.of(1, 10); n++) {
            Settled.pause(Duration.ofMillis(1000 + stage.random().nextInt(1000)));
            stage.cluster().database().kill();
            Settled.pause(OUTAGE);
            stage.cluster().database().start();
            stage.report().say("PostgreSQL was killed and is back after %s", OUTAGE);
          }
        });
  }

  @Test
  void a_link_that_swallows_everything_loses_nothing(Stage stage) {
    underLoad(
        stage,
        true,
        () -> {
          for (int n = 0; n < Scale.of(1, 10); n++) {
            int replica = 1 + stage.random().nextInt(3);
            Fault.Direction[] ways = Fault.Direction.values();
            Fault.Direction way = ways[stage.random().nextInt(ways.length)];
            stage.proxied().database(replica).set(Fault.blackHole(way));
            Settled.pause(OUTAGE);
            stage.proxied().database(replica).heal();
            stage.report().say("replica %d lost sight of its database, %s", replica, way);
          }
        });
  }

  private static void underLoad(Stage stage, boolean due, Runnable fault) {
    stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
    if (due) {
      Stream.of(ProviderClass.values())
          .forEach(each -> stage.provider().behaviours().life(each, LIFE));
    }
    List<Account> accounts = stage.dueOfEveryClass(Scale.of(6, 25));
    try (Load load = Load.start(stage, accounts, 12)) {
      fault.run();
      stage.report().say("the load: %s", load.text());
    }
    stage.awaitReplicas();
    stage.provider().behaviours().setAll(Behaviour.GOOD);
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    assertThat(stage.verdict(accounts).violations()).isEmpty();
    assertThat(stage.verdict(accounts).reportedLosses()).isZero();
  }
}
