package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Held;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;
import org.connectedaccounts.application.port.RefreshAttempts.Moved;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshAttempts} owes to who begins a refresh. */
public interface RefreshAttemptsContract extends RefreshStoreContract {

  @Test
  default void claimWhenNobodyIsAtItThenItIsOursAndTimeIsTheStores() {
    var account = account(newClient());
    var before = clock().now();

    var claim = attempts().claim(attempt(account), LEASE);

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claimed.class,
            claimed -> {
              assertThat(claimed.unknownBefore()).isZero();
              assertThat(claimed.afterPause()).isFalse();
              assertThat(claimed.now()).isBetween(before, before.plusSeconds(30));
            });
  }

  @Test
  default void claimWhenSomebodyIsAtItThenHeldForTheRestOfTheLease() {
    var account = account(newClient());
    claimed(account);

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Held.class,
            held -> {
              assertThat(held.left()).isBetween(Duration.ofSeconds(30), LEASE.duration());
              assertThat(held.silent()).isFalse();
            });
  }

  @Test
  default void claimWhenManyAtOnceThenOneWins() throws Exception {
    var account = account(newClient());

    long winners =
        Race.winners(16, () -> attempts().claim(attempt(account), LEASE) instanceof Claimed);

    assertThat(winners).isEqualTo(1);
  }

  @Test
  default void claimWhenAccountIsNotAsItWasReadThenMoved() {
    var client = newClient();
    var newer = account(client);
    attempts().commit(commitOf(claimed(newer), newer));
    var dead = account(client);
    write(
        () ->
            accounts()
                .updateStatus(
                    dead,
                    AccountStatus.reauthorizationRequired(Reason.REVOKED, null, Fixtures.TIME)));
    var resting = account(client);
    var later = new Upkeep(null, clock().now().plusSeconds(60));
    attempts().end(claimed(resting), RefreshStoreContract.ending(End.REJECTED), standing(later));
    var gone = Fixtures.account(newWorkspace());

    for (ConnectedAccount account : List.of(newer, dead, resting, gone)) {
      assertThat(attempts().claim(attempt(account), LEASE)).isInstanceOf(Moved.class);
    }
  }

  static Standing standing(Upkeep upkeep) {
    var status =
        AccountStatus.degraded(Reason.PROVIDER_DOWN, "some_error", Fixtures.TIME.plusSeconds(90));
    return new Standing(status, upkeep, null);
  }

  @Test
  default void claimWhenOfAnotherWorkspaceThenMoved() {
    var account = account(newClient());
    var elsewhere =
        new Attempt(newWorkspace(), account.id(), FakeIds.next(), 1, account.origin().client());

    assertThat(attempts().claim(elsewhere, LEASE)).isInstanceOf(Moved.class);
  }

  @Test
  default void claimWhenTheHolderIsSilentBeforeItSentThenTakesOverAtOnce() {
    var account = account(newClient());
    var silent = claimed(account, SHORT);
    pass(Duration.ofMillis(250));

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isZero());
    assertThat(attempts().markSent(silent, LEASE)).isFalse();
  }

  @Test
  default void claimWhenTheHolderIsSilentAfterItSentThenWaitsAndCountsTheUnknown() {
    var account = account(newClient());
    assertThat(attempts().markSent(claimed(account, SHORT), SHORT)).isTrue();
    pass(Duration.ofMillis(300));

    assertThat(attempts().claim(attempt(account), SHORT))
        .isInstanceOfSatisfying(Held.class, held -> assertThat(held.silent()).isTrue());
    pass(Duration.ofMillis(400));

    assertThat(attempts().claim(attempt(account), SHORT))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isEqualTo(1));
  }

  @Test
  default void extendWhenHeldThenSlowIsNotDead() {
    var account = account(newClient());
    var slow = claimed(account, SHORT);
    pass(Duration.ofMillis(100));
    attempts().extend(List.of(slow), new Lease(Duration.ofMinutes(1), Duration.ofMinutes(5)));
    pass(Duration.ofMillis(300));

    assertThat(attempts().claim(attempt(account), LEASE)).isInstanceOf(Held.class);
    assertThat(attempts().markSent(slow, LEASE)).isTrue();
  }

  @Test
  default void overWhenItEndedOrNobodyHoldsItThenIsOver() {
    var client = newClient();
    var held = account(client);
    claimed(held);
    var committed = account(client);
    attempts().commit(commitOf(claimed(committed), committed));
    var free = account(client);
    var gone = Fixtures.account(newWorkspace());

    var waiting = List.of(attempt(held), attempt(committed), attempt(free), attempt(gone));

    assertThat(attempts().over(waiting)).containsExactlyInAnyOrderElementsOf(waiting.subList(1, 4));
    assertThat(attempts().over(List.of())).isEmpty();
  }

  @Test
  default void endWhenTheGenerationIsStillTheParentThenTheAccountStandsSo() {
    var account = account(newClient());
    var attempt = claimed(account);
    Instant later = Fixtures.TIME.plusSeconds(200);
    var standing = standing(new Upkeep(later.plusSeconds(1), later));

    assertThat(attempts().end(attempt, RefreshStoreContract.ending(End.REJECTED), standing))
        .isTrue();

    var found = found(account).orElseThrow();
    assertThat(found.status()).isEqualTo(standing.status());
    assertThat(found.times().upkeep()).isEqualTo(standing.upkeep());
    assertThat(attempts().over(List.of(attempt))).containsExactly(attempt);
  }

  @Test
  default void endWhenSomebodyMadeANewerGenerationThenTheErrorSaysNothingOfIt() {
    var account = account(newClient());
    var silent = claimed(account, SHORT);
    pass(Duration.ofMillis(250));
    attempts().commit(commitOf(claimed(account), account));
    var dead = AccountStatus.reauthorizationRequired(Reason.REVOKED, null, Fixtures.TIME);

    assertThat(
            attempts()
                .end(
                    silent,
                    RefreshStoreContract.ending(End.REJECTED),
                    new Standing(dead, Upkeep.NONE, null)))
        .isFalse();

    assertThat(found(account).orElseThrow().status().isUsable()).isTrue();
  }

  @Test
  default void endWhenItHasAnEndThatIsKnownThenItStaysSo() {
    var account = account(newClient());
    var attempt = claimed(account);
    attempts().end(attempt, RefreshStoreContract.ending(End.REJECTED), null);
    attempts().end(attempt, RefreshStoreContract.ending(End.UNKNOWN), null);

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isZero());
  }

  @Test
  default void endWhenUnknownThenTheNextOneIsToldOfIt() {
    var account = account(newClient());
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);
    attempts().end(claimed(account), RefreshStoreContract.ending(End.ABANDONED), null);
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isEqualTo(2));
  }

  @Test
  default void endWhenLostThenTheUnknownOnesAreSettled() {
    var account = account(newClient());
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);
    attempts().end(claimed(account), RefreshStoreContract.ending(End.LOST), null);

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isZero());
  }

  @Test
  default void removeOldWhenYoungOrUnknownThenStays() {
    var account = account(newClient());
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);
    attempts().end(claimed(account), RefreshStoreContract.ending(End.REJECTED), null);

    attempts().removeOld(Duration.ofHours(1), 1_000);
    pass(Duration.ofMillis(20));
    assertThat(attempts().removeOld(Duration.ofMillis(1), 1_000)).isPositive();

    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isEqualTo(1));
  }

  @Test
  default void removeOldWhenUnknownAndThereIsANewerTokenThenIsHistory() {
    pass(Duration.ofMillis(20));
    removeAllOld();
    var account = account(newClient());
    var overtaken = claimed(account);
    write(() -> accounts().advance(account, Fixtures.nextCredential(account)));
    attempts().end(overtaken, RefreshStoreContract.ending(End.UNKNOWN), null);
    pass(Duration.ofMillis(20));

    assertThat(attempts().removeOld(Duration.ofMillis(1), 1_000)).isEqualTo(1);
  }

  private void removeAllOld() {
    while (attempts().removeOld(Duration.ofMillis(1), 1_000) > 0) {
      // The next batch.
    }
  }
}
