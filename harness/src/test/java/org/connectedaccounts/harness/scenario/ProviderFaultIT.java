package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.harness.fault.Fault;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.Behaviour.Mode;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No replica dies here: whoever asked the provider knows that it has no answer. */
@Tag("faults")
@ExtendWith(SharedStage.class)
class ProviderFaultIT {
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final int WHOLE_ANSWER = 420;
  private static final int CUTS = 14;

  @Test
  void an_answer_may_be_cut_at_any_byte(Stage stage) {
    int step = Scale.of(WHOLE_ANSWER / CUTS, 3);
    List<Account> accounts = new ArrayList<>();
    for (ProviderClass each : ProviderClass.values()) {
      List<Integer> cuts =
          IntStream.iterate(0, n -> n < WHOLE_ANSWER, n -> n + step).boxed().toList();
      List<Account> made = stage.fresh(each, cuts.size());
      for (int n = 0; n < made.size(); n++) {
        stage.provider().behaviours().once(made.get(n).grant(), Behaviour.cutAfter(cuts.get(n)));
      }
      accounts.addAll(made);
    }
    judge(stage, accounts);
  }

  @Test
  void a_request_that_is_read_and_never_answered_costs_no_grant(Stage stage) {
    List<Account> accounts = told(stage, Behaviour.of(Mode.READ_AND_CLOSE));
    judge(stage, accounts);
    assertThat(verdict(stage, accounts).reportedLosses()).as("nothing was spent").isZero();
  }

  @Test
  void a_token_that_is_taken_without_an_answer_is_lost_aloud(Stage stage) {
    judge(stage, told(stage, Behaviour.of(Mode.TAKE_AND_CLOSE)));
  }

  @Test
  void an_answer_without_a_token_is_no_end_of_a_grant_that_lives(Stage stage) {
    judge(stage, told(stage, Behaviour.of(Mode.NO_TOKEN)));
  }

  @Test
  void a_server_error_costs_no_grant(Stage stage) {
    List<Account> accounts = told(stage, Behaviour.of(Mode.SERVER_ERROR));
    judge(stage, accounts);
    assertThat(verdict(stage, accounts).reportedLosses()).isZero();
  }

  @Test
  void a_provider_slower_than_the_lease_is_asked_once(Stage stage) {
    List<Account> accounts =
        Stream.of(ProviderClass.values()).flatMap(each -> stage.fresh(each, 12).stream()).toList();
    Duration slow = stage.pace().lease().plus(Duration.ofMillis(600));
    stage.provider().behaviours().setAll(Behaviour.slow(slow));
    List<Long> versions = accounts.stream().map(each -> version(stage, each)).toList();
    List<Boolean> newer =
        Crowd.all(
            IntStream.range(0, 3 * accounts.size())
                .mapToObj(
                    n ->
                        (Supplier<Boolean>)
                            () ->
                                replaced(stage, accounts.get(n / 3), versions.get(n / 3), n % 3)));
    long calls = Timeline.of(accounts).calls();
    stage.report().say("%d accounts, answers after %s: %d calls", accounts.size(), slow, calls);
    assertThat(newer).as("got a newer version").doesNotContain(false);
    assertThat(calls).as("one call for each rejected version").isEqualTo(accounts.size());
    stage.provider().behaviours().setAll(Behaviour.GOOD);
    judge(stage, accounts);
  }

  private static long version(Stage stage, Account account) {
    try (Caller caller = stage.caller()) {
      return caller.read(stage.replica(1), account).version();
    }
  }

  /** Asks again and again, until there is a newer version than the one that was rejected. */
  private static boolean replaced(Stage stage, Account account, long version, int turn) {
    try (Caller caller = stage.caller()) {
      return Settled.eventually(
          SETTLING,
          () -> caller.reject(stage.replica(1 + turn), account, version).version() > version);
    }
  }

  @Test
  void a_link_that_is_reset_on_the_way_costs_no_forgiving_grant(Stage stage) {
    List<Account> accounts = new ArrayList<>();
    for (Fault fault :
        List.of(
            Fault.reset(Fault.Direction.TO_SERVER, 0),
            Fault.reset(Fault.Direction.TO_CLIENT, 40),
            Fault.halfClose(Fault.Direction.TO_CLIENT, 200),
            Fault.cut(Fault.Direction.TO_SERVER, 120))) {
      List<Account> made =
          Stream.of(ProviderClass.values()).flatMap(each -> stage.fresh(each, 3).stream()).toList();
      stage.proxied().provider().set(fault);
      stage.history().fault(0, "provider link: " + fault.kind());
      refreshAll(stage, made);
      stage.history().fault(0, "provider link: healed");
      stage.proxied().provider().heal();
      accounts.addAll(made);
    }
    judge(stage, accounts);
  }

  private static List<Account> told(Stage stage, Behaviour behaviour) {
    List<Account> accounts =
        Stream.of(ProviderClass.values())
            .flatMap(each -> stage.fresh(each, Scale.of(3, 25)).stream())
            .toList();
    accounts.forEach(each -> stage.provider().behaviours().once(each.grant(), behaviour));
    return accounts;
  }

  private static void judge(Stage stage, List<Account> accounts) {
    refreshAll(stage, accounts);
    assertThat(Settled.settle(stage, accounts, SETTLING)).isZero();
    assertThat(verdict(stage, accounts).violations()).isEmpty();
  }

  private static Verdict verdict(Stage stage, List<Account> accounts) {
    return stage.verdict(accounts, stage.pace().timing().repeatingAfter(REST));
  }

  private static void refreshAll(Stage stage, List<Account> accounts) {
    Crowd.atMost(
        32,
        IntStream.range(0, accounts.size())
            .mapToObj(n -> refreshing(stage, accounts.get(n), 1 + n % 3)));
  }

  private static Supplier<Answer> refreshing(Stage stage, Account account, int replica) {
    return () -> {
      try (Caller caller = stage.caller()) {
        return caller.refresh(stage.replica(replica), account);
      }
    };
  }
}
