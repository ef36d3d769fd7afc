package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.Behaviour.Mode;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a replica is told that slept while another one was faster. */
@Tag("faults")
@ExtendWith(SharedStage.class)
class LateAnswerIT {
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration MORE = Duration.ofSeconds(1);

  /** The provider takes the token for the second time after somebody else has used it. */
  @Test
  void an_answer_that_comes_too_late_may_hold_the_token_that_works(Stage stage) throws Exception {
    List<Account> accounts = stage.fresh(ProviderClass.GRACE, Scale.of(3, 25));
    Duration slow = stage.pace().lease().multipliedBy(4);
    accounts.forEach(
        each -> stage.provider().behaviours().once(each.grant(), Behaviour.slow(slow)));
    Sleeper.sleep(stage, sleeper(stage), accounts, shown(accounts), slow);
    judge(stage, accounts);
  }

  @Test
  void a_refusal_that_comes_too_late_says_nothing_of_a_newer_token(Stage stage) throws Exception {
    List<Account> accounts = stage.fresh(ProviderClass.STRICT, Scale.of(3, 25));
    Behaviour refusal = Behaviour.of(Mode.INVALID_GRANT).after(Duration.ofMillis(1500));
    accounts.forEach(each -> stage.provider().behaviours().once(each.grant(), refusal));
    Sleeper.sleep(stage, sleeper(stage), accounts, shown(accounts), MORE);
    judge(stage, accounts);
  }

  private static Replica sleeper(Stage stage) {
    return stage.replica(1 + stage.random().nextInt(3));
  }

  private static BooleanSupplier shown(List<Account> accounts) {
    return () -> accounts.stream().allMatch(account -> Timeline.of(List.of(account)).calls() > 0);
  }

  private static void judge(Stage stage, List<Account> accounts) {
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    var verdict = stage.verdict(accounts);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.reportedLosses()).isZero();
  }
}
