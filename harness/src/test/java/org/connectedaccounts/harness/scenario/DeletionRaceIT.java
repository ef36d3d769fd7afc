package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("faults")
@ExtendWith(SharedStage.class)
class DeletionRaceIT {
  private static final int PROVIDER_MILLIS = 400;
  private static final Duration SETTLING = Duration.ofSeconds(30);

  @Test
  void a_deletion_during_a_refresh_wins_and_the_fresh_token_is_revoked(Stage stage)
      throws Exception {
    stage.provider().behaviours().setAll(Behaviour.slow(Duration.ofMillis(PROVIDER_MILLIS)));
    List<Account> accounts =
        Stream.of(ProviderClass.values())
            .flatMap(each -> stage.fresh(each, Scale.of(5, 50)).stream())
            .toList();
    List<Account> there = new ArrayList<>();
    for (Account account : accounts) {
      race(stage, account);
      if (!gone(stage, account)) {
        there.add(account);
      }
      stage.forget(account);
    }
    assertThat(there).as("accounts that came back").isEmpty();
    boolean revoked =
        Settled.eventually(
            SETTLING, () -> accounts.stream().noneMatch(account -> account.grant().lives()));
    List<String> alive =
        accounts.stream().map(Account::grant).filter(Grant::lives).map(Grant::id).toList();
    stage
        .report()
        .say("%d deletions, %d grants that nobody revoked", accounts.size(), alive.size());
    assertThat(alive).isEmpty();
    assertThat(revoked).isTrue();
  }

  private static void race(Stage stage, Account account) throws Exception {
    int delay = stage.random().nextInt(PROVIDER_MILLIS + 100);
    int refresher = 1 + stage.random().nextInt(3);
    int remover = 1 + stage.random().nextInt(3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Caller caller = stage.caller()) {
      Future<Answer> refresh =
          threads.submit(() -> caller.refresh(stage.replica(refresher), account));
      Settled.pause(Duration.ofMillis(delay));
      int status = stage.operator().delete(stage.replica(remover), account);
      assertThat(status).isEqualTo(200);
      refresh.get();
    }
  }

  private static boolean gone(Stage stage, Account account) {
    try (Caller caller = stage.caller()) {
      return caller.read(stage.replica(1), account).status() == 404;
    }
  }
}
