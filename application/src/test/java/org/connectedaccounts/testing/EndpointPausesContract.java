package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.EndpointPauses.Tally;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Ending;
import org.connectedaccounts.application.port.RefreshAttempts.Held;
import org.connectedaccounts.application.port.RefreshAttempts.Paused;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.event.Event;
import org.junit.jupiter.api.Test;

/** What every {@link EndpointPauses} owes. */
public interface EndpointPausesContract extends RefreshStoreContract {

  Duration WINDOW = Duration.ofMinutes(10);

  @Test
  default void claimWhenTheClientIsPausedThenSaysWhyAndForHowLong() {
    var client = newClient();
    pauses().pause(client, Reason.THROTTLED, Duration.ofMinutes(1));
    pauses().pause(client, Reason.OAUTH_CLIENT_BROKEN, Duration.ofSeconds(1));

    assertThat(attempts().claim(attempt(account(client)), LEASE))
        .isInstanceOfSatisfying(
            Paused.class,
            paused -> {
              assertThat(paused.reason()).isEqualTo(Reason.OAUTH_CLIENT_BROKEN);
              assertThat(paused.left()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
            });
    assertThat(attempts().claim(attempt(account(newClient())), LEASE)).isInstanceOf(Claimed.class);
  }

  @Test
  default void claimWhenAPauseIsOverThenOneIsLetThroughUntilItIsEnded() {
    var client = newClient();
    pauses().pause(client, Reason.THROTTLED, Duration.ofMillis(100));
    pass(Duration.ofMillis(150));

    assertThat(attempts().claim(attempt(account(client)), LEASE))
        .isInstanceOfSatisfying(Claimed.class, claim -> assertThat(claim.afterPause()).isTrue());
    assertThat(attempts().claim(attempt(account(client)), LEASE)).isInstanceOf(Paused.class);

    pauses().end(client);
    assertThat(attempts().claim(attempt(account(client)), LEASE))
        .isInstanceOfSatisfying(Claimed.class, claim -> assertThat(claim.afterPause()).isFalse());
  }

  @Test
  default void endWhenALongerPauseWasAskedForMeanwhileThenItGoesOn() {
    var client = newClient();
    pauses().pause(client, Reason.THROTTLED, Duration.ofMillis(50));
    pass(Duration.ofMillis(100));
    attempts().claim(attempt(account(client)), LEASE);
    pauses().pause(client, Reason.THROTTLED, Duration.ofMinutes(1));

    pauses().end(client);

    assertThat(attempts().claim(attempt(account(client)), LEASE))
        .isInstanceOfSatisfying(
            Paused.class,
            paused -> assertThat(paused.left()).isGreaterThan(Duration.ofSeconds(30)));
  }

  @Test
  default void claimWhenAPauseIsOverAndManyComeThenOneIsLetThrough() throws Exception {
    var client = newClient();
    pauses().pause(client, Reason.THROTTLED, Duration.ofMillis(50));
    pass(Duration.ofMillis(100));

    long through =
        Race.winners(8, () -> attempts().claim(attempt(account(client)), LEASE) instanceof Claimed);

    assertThat(through).isEqualTo(1);
  }

  private ConnectedAccount refused(ConnectedAccount account) {
    var ending = new Ending(End.REJECTED, RefreshAttempts.GRANT_REFUSED, 400, "invalid_grant");
    var dead =
        AccountStatus.reauthorizationRequired(Reason.REVOKED, "invalid_grant", clock().now());
    attempts().end(claimed(account), ending, new Standing(dead, Upkeep.NONE, null));
    return account;
  }

  @Test
  default void tallyWhenSomeAreRefusedThenCountsAccountsAndNotAttempts() {
    var client = newClient();
    var twice = account(client);
    attempts().end(claimed(twice), RefreshStoreContract.ending(End.REJECTED), null);
    attempts().end(claimed(twice), RefreshStoreContract.ending(End.REJECTED), null);
    refused(account(client));
    refused(account(newClient()));
    claimed(account(client));
    var notTaken = new Ending(End.REJECTED, RefreshAttempts.CLIENT_REFUSED, 401, "some_error");
    attempts().end(claimed(account(client)), notTaken, null);

    assertThat(pauses().tally(client, WINDOW)).isEqualTo(new Tally(3, 1, 1, Duration.ZERO));
    pass(Duration.ofMillis(20));
    assertThat(pauses().tally(client, Duration.ofMillis(1)))
        .isEqualTo(new Tally(0, 0, 0, Duration.ZERO));
  }

  @Test
  default void tallyWhenARefusalIsNotedThenItCountsThoughItsAttemptIsOpen() {
    var client = newClient();
    var account = account(client);
    var attempt = claimed(account);
    attempts().noteRefusal(attempt);

    assertThat(pauses().tally(client, WINDOW)).isEqualTo(new Tally(1, 1, 0, Duration.ZERO));
    assertThat(attempts().claim(attempt(account), LEASE)).isInstanceOf(Held.class);
  }

  @Test
  default void tallyWhenAnIncidentGoesOnThenSaysForHowLong() {
    var client = newClient();
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofSeconds(5));
    pass(Duration.ofMillis(100));
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofSeconds(5));

    assertThat(pauses().tally(client, WINDOW).incident())
        .isBetween(Duration.ofMillis(90), Duration.ofSeconds(30));
    pauses().end(client);
    assertThat(pauses().tally(client, WINDOW).incident()).isZero();
  }

  @Test
  default void tallyWhenAnotherPauseIsAskedForMeanwhileThenTheIncidentGoesOn() {
    var client = newClient();
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofSeconds(5));
    pass(Duration.ofMillis(100));
    pauses().pause(client, Reason.THROTTLED, Duration.ofSeconds(5));
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofSeconds(5));

    assertThat(pauses().tally(client, WINDOW).incident())
        .isBetween(Duration.ofMillis(90), Duration.ofSeconds(30));
  }

  @Test
  default void endWhenAnIncidentBecameKnownMeanwhileThenARefusedGrantIsNotCalledDead() {
    var client = newClient();
    var account = account(client);
    var attempt = claimed(account);
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofMinutes(1));
    var ending = new Ending(End.REJECTED, RefreshAttempts.GRANT_REFUSED, 400, "invalid_grant");
    var dead = AccountStatus.reauthorizationRequired(Reason.REVOKED, null, clock().now());

    assertThat(attempts().end(attempt, ending, new Standing(dead, Upkeep.NONE, null))).isFalse();

    assertThat(found(account).orElseThrow().status().isUsable()).isTrue();
  }

  @Test
  default void endWhenAnIncidentBecameKnownMeanwhileThenWhatIsUnknownStaysSo() {
    var client = newClient();
    var account = account(client);
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);
    var attempt = claimed(account);
    pauses().pause(client, Reason.PROVIDER_INCIDENT, Duration.ofSeconds(5));
    var ending = new Ending(End.LOST, RefreshAttempts.GRANT_REFUSED, 400, "invalid_grant");
    var dead =
        AccountStatus.reauthorizationRequired(Reason.AMBIGUOUS_ROTATION, null, clock().now());

    assertThat(attempts().end(attempt, ending, new Standing(dead, Upkeep.NONE, null))).isFalse();

    pauses().end(client);
    assertThat(attempts().claim(attempt(account), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isEqualTo(1));
  }

  @Test
  default void reprieveWhenRefusedOfLateThenIsDegradedAndLeftAlone() {
    var client = newClient();
    var held = refused(account(client));
    var elsewhere = refused(account(newClient()));
    var longAgo = account(client);
    write(
        () ->
            accounts()
                .updateStatus(
                    longAgo,
                    AccountStatus.reauthorizationRequired(Reason.REVOKED, null, Fixtures.TIME)));

    assertThat(pauses().reprieve(client, WINDOW, Duration.ofMinutes(5))).isEqualTo(1);

    var found = found(held).orElseThrow();
    assertThat(found.status().state()).isEqualTo(State.DEGRADED);
    assertThat(found.status().reason()).isEqualTo(Reason.PROVIDER_INCIDENT);
    assertThat(told(held)).containsExactly(Event.Type.DEGRADED);
    assertThat(told(elsewhere)).isEmpty();
    assertThat(found.times().rests(clock().now())).isTrue();
    assertThat(found.times().upkeep().dueAt()).isNotNull();
    assertThat(found(elsewhere).orElseThrow().status().isUsable()).isFalse();
    assertThat(found(longAgo).orElseThrow().status().isUsable()).isFalse();
  }
}
