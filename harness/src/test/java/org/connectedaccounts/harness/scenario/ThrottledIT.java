package org.connectedaccounts.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.Outcome;
import org.connectedaccounts.harness.provider.Presentation;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A slow rate shows best whether it holds, so that this has its own stage. */
@Order(4)
@Tag("faults")
class ThrottledIT {
  private static final int RATE = 40;
  private static final int ACCOUNTS = Scale.of(500, 2_000);
  private static final int ROUNDS = Scale.of(2, 8);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(6);

  /** What was claimed before the first refusal was written down is on its way. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /** Long enough that a call that is late by a moment changes little. */
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private static final int PERMITTED = 3 * RATE;
  private static final int LATE = RATE / 4;
  private static final int WARM = 90;

  @Test
  void all_replicas_together_keep_the_rate_and_the_pause_that_the_provider_asks_for() {
    try (Stage stage = Stage.open("throttled", Pace.QUICK.aheadAt(RATE))) {
      warmUp(stage);
      List<Account> accounts = stage.fresh(ProviderClass.STRICT, ACCOUNTS);
      stage.dueNow(ProviderClass.STRICT);
      List<Long> early = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Settled.pause(Duration.ofMillis(2000 + stage.random().nextInt(2000)));
        early.add(throttled(stage, accounts));
      }
      boolean done =
          Settled.eventually(SETTLING, () -> accounts.stream().allMatch(ThrottledIT::hasNewToken));
      Timeline all = Timeline.of(accounts);
      stage
          .report()
          .say(
              "%d accounts, %d calls in %d s: at most %d in %d s, where %d are permitted",
              ACCOUNTS,
              all.calls(),
              all.span().toSeconds(),
              all.most(WINDOW),
              WINDOW.toSeconds(),
              PERMITTED);
      SoftAssertions each = new SoftAssertions();
      each.assertThat(done).as("all refreshed in the end").isTrue();
      each.assertThat(early).as("calls before Retry-After was over").containsOnly(0L);
      each.assertThat(all.most(WINDOW)).isLessThanOrEqualTo(PERMITTED + LATE);
      each.assertThat(changes(stage)).as("accounts that changed status").isZero();
      each.assertThat(stage.verdict().violations()).isEmpty();
      each.assertAll();
    }
  }

  /** The first calls of a young JVM come late, and all at once. */
  private static void warmUp(Stage stage) {
    List<Account> some = stage.fresh(ProviderClass.NONROT, WARM);
    try (Caller caller = stage.caller()) {
      for (int n = 0; n < WARM; n++) {
        caller.refresh(stage.replica(1 + n % 3), some.get(n));
      }
    }
  }

  /** One time of 429 for everybody; says how many called before it was over. */
  private static long throttled(Stage stage, List<Account> accounts) {
    long since = System.nanoTime();
    stage.provider().behaviours().set(ProviderClass.STRICT, Behaviour.throttled(RETRY_AFTER));
    boolean seen =
        Settled.eventually(
            SOON, () -> !Timeline.of(accounts).ended(Outcome.THROTTLED, since).isEmpty());
    assertThat(seen).as("somebody is throttled").isTrue();
    Settled.pause(UNDER_WAY);
    stage.provider().behaviours().set(ProviderClass.STRICT, Behaviour.GOOD);
    List<Presentation> refused = Timeline.of(accounts).ended(Outcome.THROTTLED, since);
    long from = refused.getFirst().endedAt() + UNDER_WAY.toNanos();
    long until = refused.getLast().endedAt() + RETRY_AFTER.toNanos();
    Settled.pause(RETRY_AFTER);
    long early = Timeline.of(accounts).between(from, until);
    stage
        .report()
        .say(
            "%d calls were told to come back after %s, %d came before",
            refused.size(), RETRY_AFTER, early);
    return early;
  }

  private static boolean hasNewToken(Account account) {
    return account.grant().accessTokens().size() > 1;
  }

  private static long changes(Stage stage) {
    return stage
        .cluster()
        .database()
        .count(
            "select (select count(*) from connected_account where status <> 'ACTIVE')"
                + " + (select count(*) from event"
                + " where type in ('DEGRADED', 'REAUTHORIZATION_REQUIRED', 'RECOVERED'))");
  }
}
