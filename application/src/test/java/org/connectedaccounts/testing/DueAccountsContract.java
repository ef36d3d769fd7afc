package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.DueAccounts.Due;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.junit.jupiter.api.Test;

/** What every {@link DueAccounts} owes. */
public interface DueAccountsContract extends RefreshStoreContract {

  Duration AGAIN = Duration.ofMinutes(3);
  double FAST = 1_000;

  private List<AccountId> take(OAuthClientId client, int limit) {
    due().clients();
    return due().take(client, limit, FAST, AGAIN).stream().map(Due::account).toList();
  }

  @Test
  default void clientsWhenAnAccountIsDueThenItsClientIsTold() {
    var client = newClient();
    var later = newClient();
    var paused = newClient();
    account(client);
    account(newWorkspace(), later, clock().now().plusSeconds(600));
    account(paused);
    pauses().pause(paused, Reason.THROTTLED, Duration.ofMinutes(1));

    assertThat(due().clients()).contains(client).doesNotContain(later, paused);
  }

  @Test
  default void takeWhenDueThenTheLongestDueFirstAndEachOnce() {
    var client = newClient();
    Instant now = clock().now();
    var second = account(newWorkspace(), client, now.minusSeconds(20));
    var first = account(newWorkspace(), client, now.minusSeconds(30));
    var third = account(newWorkspace(), client, now.minusSeconds(10));
    account(newWorkspace(), client, now.plusSeconds(600));
    account(newWorkspace(), client, null);

    assertThat(take(client, 2)).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(take(client, 2)).containsExactly(third.id());
    assertThat(take(client, 2)).isEmpty();
    assertThat(found(first).orElseThrow().times().upkeep().dueAt())
        .isBetween(now.plus(AGAIN), now.plus(AGAIN).plusSeconds(30));
  }

  @Test
  default void takeWhenTheRateIsUsedUpThenNoMoreUntilTimeHasMadeRoom() {
    var client = newClient();
    for (int i = 0; i < 8; i++) {
      account(client);
    }
    due().clients();

    assertThat(due().take(client, 100, 5, AGAIN)).hasSize(5);
    assertThat(due().take(client, 100, 5, AGAIN)).isEmpty();
    pass(Duration.ofMillis(450));
    assertThat(due().take(client, 100, 5, AGAIN)).hasSize(2);
  }

  @Test
  default void takeWhenNobodyCalledForLongThenEachHasAMomentOfItsOwnAllTheSame() {
    var client = newClient();
    for (int i = 0; i < 12; i++) {
      account(client);
    }
    due().clients();

    List<Duration> first = moments(due().take(client, 4, 10, AGAIN));
    List<Duration> second = moments(due().take(client, 100, 10, AGAIN));

    assertThat(first).containsExactly(millis(0), millis(100), millis(200), millis(300));
    // What is left of the second that began with the first; it may have gone on a little.
    assertThat(second).hasSizeBetween(6, 9);
    assertThat(second.getFirst()).isBetween(millis(0), millis(400));
    for (int i = 1; i < second.size(); i++) {
      assertThat(second.get(i).minus(second.get(i - 1))).isBetween(millis(99), millis(101));
    }
  }

  private static List<Duration> moments(List<Due> taken) {
    return taken.stream().map(Due::after).sorted().toList();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  default void takeWhenManyAtOnceThenNobodyIsTakenTwiceAndTheRateHoldsForAllTogether()
      throws Exception {
    var client = newClient();
    for (int i = 0; i < 30; i++) {
      account(client);
    }
    due().clients();
    List<Due> taken = Collections.synchronizedList(new ArrayList<>());

    Race.winners(4, () -> taken.addAll(due().take(client, 100, 20, AGAIN)));

    assertThat(taken).extracting(Due::account).doesNotHaveDuplicates().hasSizeBetween(20, 25);
  }

  @Test
  default void takeWhenPausedThenNobody() {
    var client = newClient();
    account(client);
    pauses().pause(client, Reason.THROTTLED, Duration.ofMinutes(1));

    assertThat(take(client, 10)).isEmpty();
  }

  @Test
  default void takeWhenTheGrantIsDeadThenItIsNotTaken() {
    var client = newClient();
    var dead = account(client);
    write(
        () ->
            accounts()
                .updateStatus(
                    dead,
                    AccountStatus.reauthorizationRequired(Reason.REVOKED, null, Fixtures.TIME)));

    assertThat(take(client, 10)).isEmpty();
  }

  @Test
  default void wakeAbandonedWhenAHolderIsSilentThenItsAccountIsDue() {
    var client = newClient();
    Instant far = clock().now().plusSeconds(3_600);
    var silent = account(newWorkspace(), client, far);
    claimed(silent, SHORT);
    var sent = account(newWorkspace(), client, far);
    attempts().markSent(claimed(sent, SHORT), SHORT);
    var alive = account(newWorkspace(), client, far);
    claimed(alive);
    pass(Duration.ofMillis(300));

    due().wakeAbandoned(SHORT);
    assertThat(take(client, 10)).containsExactly(silent.id());

    pass(Duration.ofMillis(400));
    due().wakeAbandoned(SHORT);
    assertThat(take(client, 10)).containsExactly(sent.id());
  }

  @Test
  default void wakeAbandonedWhenAHolderIsSilentThenItsAttemptIsTakenOverOnceAndForAll() {
    var client = newClient();
    var sent = account(newWorkspace(), client, clock().now().plusSeconds(3_600));
    attempts().markSent(claimed(sent, SHORT), SHORT);
    pass(Duration.ofMillis(700));

    due().wakeAbandoned(SHORT);
    assertThat(take(client, 10)).containsExactly(sent.id());
    due().wakeAbandoned(SHORT);
    assertThat(take(client, 10)).isEmpty();

    assertThat(attempts().claim(attempt(sent), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isEqualTo(1));
  }

  @Test
  default void wakeAbandonedWhenOthersAreDueForLongThenItsAccountIsTheFirst() {
    var client = newClient();
    Instant now = clock().now();
    var silent = account(newWorkspace(), client, now.minusSeconds(10));
    claimed(silent, SHORT);
    account(newWorkspace(), client, now.minusSeconds(36_000));
    pass(Duration.ofMillis(300));

    due().wakeAbandoned(SHORT);

    assertThat(take(client, 1)).containsExactly(silent.id());
  }

  @Test
  default void takeWhenTheAccountRestsThenNotBeforeThatIsOver() {
    var client = newClient();
    var account = account(client);
    var first = new Upkeep(Instant.EPOCH, clock().now().plusMillis(300));
    var degraded = AccountStatus.degraded(Reason.PROVIDER_DOWN, Fixtures.TIME);
    attempts()
        .end(
            claimed(account),
            RefreshStoreContract.ending(End.REJECTED),
            new Standing(degraded, first, null));

    assertThat(take(client, 10)).isEmpty();
    pass(Duration.ofMillis(350));
    assertThat(take(client, 10)).containsExactly(account.id());
  }

  @Test
  default void announceDeathsWhenAGrantEndsSoonThenItIsToldOnceUntilAReconnect() {
    var client = newClient();
    var dying = ending(account(newWorkspace(), client, null), Duration.ofDays(3));
    var healthy = ending(account(newWorkspace(), client, null), Duration.ofDays(30));

    announce();
    announce();

    assertThat(told(dying)).containsExactly(Event.Type.WILL_DIE);
    assertThat(told(healthy)).isEmpty();

    var again = found(dying).orElseThrow();
    write(() -> accounts().advance(again, Fixtures.nextCredential(again)));
    announce();
    assertThat(told(dying)).containsExactly(Event.Type.WILL_DIE, Event.Type.WILL_DIE);
  }

  private void announce() {
    List<EventId> ids = Stream.generate(() -> new EventId(FakeIds.next())).limit(1_000).toList();
    due().announceDeaths(Duration.ofDays(7), ids);
  }

  /** The account once it has a grant that ends after so long. */
  private ConnectedAccount ending(ConnectedAccount account, Duration life) {
    var times = account.times();
    var next =
        account
            .withGeneration(2)
            .withTimes(
                new Times(
                    times.createdAt(),
                    times.updatedAt(),
                    times.lastRefreshedAt(),
                    times.lastUsedAt(),
                    times.expiresAt(),
                    clock().now().plus(life),
                    times.upkeep()));
    write(() -> accounts().advance(next, Fixtures.nextCredential(account)));
    return next;
  }
}
