package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers like GitHub and Slack: a refresh ends the access token that callers still hold. */
@Tag("faults")
@ExtendWith(SharedStage.class)
class KilledAccessTokenIT {
  private static final Duration PROVIDER = Duration.ofMillis(150);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final int REFRESHES = Scale.of(60, 600);
  private static final int USERS = 9;

  @Test
  void a_killed_token_is_answered_no_more_once_its_successor_was_and_costs_no_further_refresh(
      Stage stage) {
    stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
    Stream.of(ProviderClass.values()).forEach(stage.provider().behaviours()::killFormerAccess);
    List<Account> accounts =
        Stream.of(ProviderClass.values())
            .flatMap(each -> stage.fresh(each, Scale.of(2, 8)).stream())
            .toList();
    long before = calls(accounts);
    try (AppUsers users = AppUsers.start(stage, accounts, USERS)) {
      refreshOneByOne(stage, accounts);
      long calls = calls(accounts) - before;
      stage.report().say("%d refreshes, %d provider calls; %s", REFRESHES, calls, users.text());
      // Whoever hands a token back is given the one that killed it: nobody refreshes for that.
      assertThat(calls).isEqualTo(REFRESHES);
      assertThat(users.refused()).as("tokens that callers held when they died").isPositive();
      assertThat(users.same()).as("killed tokens that were given once more").isZero();
    }
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    assertThat(stage.verdict(accounts).violations()).isEmpty();
  }

  /** One after the other, so that each is a call of its own. */
  private static void refreshOneByOne(Stage stage, List<Account> accounts) {
    try (Caller caller = stage.caller()) {
      for (int n = 0; n < REFRESHES; n++) {
        Account account = accounts.get(stage.random().nextInt(accounts.size()));
        int replica = 1 + stage.random().nextInt(3);
        assertThat(caller.refresh(stage.replica(replica), account).ok()).isTrue();
      }
    }
  }

  /** Of these accounts' own tokens: others share the stage. */
  private static long calls(List<Account> accounts) {
    return Timeline.of(accounts).calls();
  }
}
