package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.history.StoredAccount;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Answer;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.Behaviour.Mode;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an incident leaves behind at a client is long-lived, so that this has its own stage. */
@Order(3)
@Tag("faults")
class IncidentIT {
  private static final Duration INCIDENT = Duration.ofSeconds(15);
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration LIFE = Duration.ofSeconds(20);
  private static final int ACCOUNTS = 60;

  /** So many refusals of one client are believed before a reason counts for nothing. */
  private static final int BELIEVED = 5;

  @Test
  void nobody_is_told_to_reconnect_while_a_provider_refuses_everybody() {
    try (Stage stage = Stage.open("incident", Pace.QUICK.confirmingAfter(Duration.ofSeconds(10)))) {
      refusedFor(stage, ProviderClass.STRICT, Mode.INVALID_GRANT_BARE);
    }
  }

  /** Outside of an incident the same text is told at once, and from one call. */
  @Test
  void a_reason_is_believed_of_one_account_and_not_of_a_crowd() {
    try (Stage stage =
        Stage.open("incident-revoked", Pace.QUICK.confirmingAfter(Duration.ofSeconds(10)))) {
      Stream.of(ProviderClass.values()).forEach(each -> revokedByItsUser(stage, each));
      allAtOnce(stage);
      refusedFor(stage, ProviderClass.FAMILY, Mode.INVALID_GRANT);
    }
  }

  private static void revokedByItsUser(Stage stage, ProviderClass providerClass) {
    Account account = stage.fresh(providerClass, 1).getFirst();
    account.grant().withdraw();
    try (Caller caller = stage.caller()) {
      for (int replica = 1; replica <= 3; replica++) {
        Answer answer = caller.refresh(stage.replica(replica), account);
        assertThat(answer.code()).isEqualTo("account_unavailable");
      }
    }
    String reason =
        Settled.stored(stage.cluster().database()).stream()
            .filter(stored -> stored.grant().equals(account.grant().id()))
            .map(StoredAccount::reason)
            .findFirst()
            .orElse("");
    long calls = Timeline.of(List.of(account)).calls();
    stage.report().say("%s: told %s after %d call", providerClass.label(), reason, calls);
    assertThat(reason).isEqualTo("REVOKED");
    assertThat(calls).isEqualTo(1);
    assertThat(stage.verdict(List.of(account)).violations()).isEmpty();
  }

  /** Every call is on its way before the first is answered: nobody can have seen the others. */
  private static void allAtOnce(Stage stage) {
    List<Account> accounts = stage.fresh(ProviderClass.STRICT, ACCOUNTS);
    stage
        .provider()
        .behaviours()
        .set(ProviderClass.STRICT, Behaviour.of(Mode.INVALID_GRANT).after(Duration.ofSeconds(1)));
    Crowd.all(
        IntStream.range(0, accounts.size())
            .mapToObj(n -> (Supplier<Answer>) () -> refresh(stage, accounts.get(n), 1 + n % 3)));
    Settled.pause(Duration.ofSeconds(3));
    long told = told(stage, accounts);
    long events =
        stage
            .cluster()
            .database()
            .count(
                "select count(*) from event where type = 'REAUTHORIZATION_REQUIRED' and app = '%s'"
                    .formatted(ProviderClass.STRICT.app()));
    stage
        .report()
        .say(
            "%d called revoked at once: %d were told to reconnect, %d still are",
            ACCOUNTS, events - 1, told);
    stage.provider().behaviours().set(ProviderClass.STRICT, Behaviour.GOOD);
    assertThat(told).isZero();
    // The one that was true comes first.
    assertThat(events - 1).isLessThanOrEqualTo(BELIEVED);
  }

  private static Answer refresh(Stage stage, Account account, int replica) {
    try (Caller caller = stage.caller()) {
      return caller.refresh(stage.replica(replica), account);
    }
  }

  /** A provider that refuses every call for a while, and is well again. */
  static void refusedFor(Stage stage, ProviderClass providerClass, Mode mode) {
    stage.provider().behaviours().life(providerClass, LIFE);
    List<Account> accounts = stage.accounts(providerClass, ACCOUNTS, Instant.now().plus(LIFE));
    stage.provider().behaviours().set(providerClass, Behaviour.of(mode));
    try (Load load = Load.start(stage, accounts, 6)) {
      Settled.pause(INCIDENT);
      stage
          .report()
          .say("%s from %s for %s; the load: %s", mode, providerClass, INCIDENT, load.text());
    }
    long told = told(stage, accounts);
    stage.report().say("%d of %d accounts are told to reconnect", told, ACCOUNTS);
    stage
        .report()
        .say(
            "the OAuth client is %s",
            stage.operator().client(stage.replica(1), providerClass).path("status").asText());
    stage.provider().behaviours().set(providerClass, Behaviour.GOOD);
    letThePauseGoBy(stage);
    int open = Settled.settle(stage, accounts, SETTLING);
    Verdict verdict = stage.verdict(accounts);
    assertThat(told).isZero();
    assertThat(open).isZero();
    assertThat(verdict.violations()).isEmpty();
  }

  /** An incident is left alone for five minutes, which a short run has not. */
  private static void letThePauseGoBy(Stage stage) {
    if (Scale.full()) {
      Settled.pause(PAUSE);
      return;
    }
    stage
        .cluster()
        .database()
        .execute(
            """
            update endpoint_pace set paused_until = clock_timestamp()
              where paused_until is not null;
            update connected_account set not_before = clock_timestamp()
              where not_before is not null
            """);
  }

  private static long told(Stage stage, List<Account> accounts) {
    Set<String> grants =
        accounts.stream().map(account -> account.grant().id()).collect(Collectors.toSet());
    return Settled.stored(stage.cluster().database()).stream()
        .filter(StoredAccount::reauthorizationRequired)
        .filter(account -> grants.contains(account.grant()))
        .count();
  }
}
