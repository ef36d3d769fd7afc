package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.history.StoredAccount;
import org.connectedaccounts.harness.load.Account;
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
  private static final Duration LIFE = Duration.ofSeconds(20);
  private static final int ACCOUNTS = 60;

  @Test
  void nobody_is_told_to_reconnect_while_a_provider_refuses_everybody() {
    try (Stage stage = Stage.open("incident", Pace.QUICK.confirmingAfter(Duration.ofSeconds(10)))) {
      refusedFor(stage, ProviderClass.STRICT, Mode.INVALID_GRANT_BARE);
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
    int open = Settled.settle(stage, accounts, SETTLING);
    Verdict verdict = stage.verdict(accounts);
    assertThat(told).isZero();
    assertThat(open).isZero();
    assertThat(verdict.violations()).isEmpty();
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
