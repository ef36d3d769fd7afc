package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.Commit;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Spare;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every store of refreshes owes to who has a fresh token. */
public interface RefreshCommitsContract extends RefreshStoreContract {

  @Test
  default void commitWhenTheGenerationIsTheParentThenWritesAccountCredentialAndEvent() {
    var account = account(newClient());
    var attempt = claimed(account);
    var commit = commitOf(attempt, account);
    var after =
        commit
            .after()
            .withScopes(new GrantedScopes(List.of("a", "b"), List.of("b")))
            .withStatus(account.status())
            .withTimes(
                new Times(
                    account.times().createdAt(),
                    Fixtures.TIME.plusSeconds(61),
                    Fixtures.TIME.plusSeconds(62),
                    account.times().lastUsedAt(),
                    Fixtures.TIME.plusSeconds(63),
                    Fixtures.TIME.plusSeconds(64),
                    new Upkeep(Fixtures.TIME.plusSeconds(65), null)));

    assertThat(attempts().commit(new Commit(attempt, after, commit.child(), commit.events())))
        .isTrue();

    var found = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    assertThat(found.account()).isEqualTo(after);
    assertThat(found.credential()).isEqualTo(commit.child());
    assertThat(told(account)).containsExactly(Event.Type.REFRESHED);
  }

  @Test
  default void commitWhenItBringsOtherScopesThenThatIsToldToo() {
    var account = account(newClient());
    var attempt = claimed(account);
    var plain = commitOf(attempt, account);
    var other = new GrantedScopes(List.of("another"), List.of("another"));
    var after = plain.after().withScopes(other);
    var changed = Event.scopesChanged(new EventId(FakeIds.next()), account, after).orElseThrow();
    var events = new ArrayList<>(plain.events());
    events.add(changed);

    assertThat(attempts().commit(new Commit(attempt, after, plain.child(), events))).isTrue();

    assertThat(events().after(account.workspace(), EventsContract.BEGINNING, 10))
        .extracting(Events.Told::event)
        .containsExactly(plain.events().getFirst(), changed);
    assertThat(found(account).orElseThrow().scopes()).isEqualTo(after.scopes());
  }

  @Test
  default void commitWhenLabelsWereChangedMeanwhileThenTheyStay() {
    var account = account(newClient());
    var attempt = claimed(account);
    write(() -> accounts().updateLabels(account.withNickname("changed")));

    attempts().commit(commitOf(attempt, account));

    assertThat(found(account).orElseThrow().nickname()).isEqualTo("changed");
  }

  @Test
  default void commitWhenManyAtOnceThenOneWinsAndTheGenerationIsTheNext() throws Exception {
    var account = account(newClient());
    var attempt = claimed(account);

    long winners = Race.winners(8, () -> attempts().commit(commitOf(attempt, account)));

    assertThat(winners).isEqualTo(1);
    assertThat(found(account).orElseThrow().generation()).isEqualTo(2);
    assertThat(told(account)).hasSize(1);
  }

  @Test
  default void commitWhenItWasTakenOverAndNobodyHasANewerTokenThenTheLateOneCounts() {
    var account = account(newClient());
    var silent = claimed(account, SHORT);
    assertThat(attempts().markSent(silent, SHORT)).isTrue();
    pass(Duration.ofMillis(700));
    var next = claimed(account, SHORT);

    assertThat(attempts().commit(commitOf(silent, account))).isTrue();
    assertThat(attempts().commit(commitOf(next, account))).isFalse();

    assertThat(found(account).orElseThrow().generation()).isEqualTo(2);
  }

  @Test
  default void commitWhenTheAccountWasCalledDeadThenItRecoversAndThatIsTold() {
    var account = account(newClient());
    var late = claimed(account);
    var dead =
        AccountStatus.reauthorizationRequired(Reason.AMBIGUOUS_ROTATION, null, Fixtures.TIME);
    write(() -> accounts().updateStatus(account, dead));

    assertThat(attempts().commit(commitOf(late, account))).isTrue();

    var found = found(account).orElseThrow();
    assertThat(found.status().state()).isEqualTo(AccountStatus.State.ACTIVE);
    assertThat(found.status().since()).isNotEqualTo(dead.since());
    assertThat(told(account)).containsExactly(Event.Type.REFRESHED, Event.Type.RECOVERED);
  }

  @Test
  default void commitWhenOlderOutcomesAreUnknownThenTheyAreSettled() {
    var account = account(newClient());
    attempts().end(claimed(account), RefreshStoreContract.ending(End.UNKNOWN), null);
    attempts().commit(commitOf(claimed(account), account));
    var next = account.withGeneration(2);

    assertThat(attempts().claim(attempt(next), LEASE))
        .isInstanceOfSatisfying(
            Claimed.class, claimed -> assertThat(claimed.unknownBefore()).isZero());
  }

  @Test
  default void commitWhenTheAccountIsGoneThenFalse() {
    var account = account(newClient());
    var attempt = claimed(account);
    write(() -> accounts().remove(account.workspace(), account.id()));

    assertThat(attempts().commit(commitOf(attempt, account))).isFalse();
    assertThat(attempts().keepSpare(attempt, Fixtures.credential(account).sealed())).isFalse();
    assertThat(told(account)).isEmpty();
  }

  @Test
  default void commitWhenOfAnotherWorkspaceThenFalse() {
    var account = account(newClient());
    var attempt = claimed(account);
    var elsewhere = inWorkspace(account, newWorkspace());

    assertThat(attempts().commit(commitOf(attempt(elsewhere), elsewhere))).isFalse();
    assertThat(found(account)).contains(account);
    assertThat(attempts().keepSpare(attempt, Fixtures.credential(account).sealed())).isTrue();
    assertThat(attempts().spares(elsewhere.workspace(), account.id())).isEmpty();
  }

  private static ConnectedAccount inWorkspace(ConnectedAccount account, WorkspaceId workspace) {
    return new ConnectedAccount(
        workspace,
        account.id(),
        account.origin(),
        account.owner(),
        account.identity(),
        account.nickname(),
        account.metadata(),
        account.scopes(),
        account.status(),
        account.generation(),
        account.times());
  }

  @Test
  default void sparesWhenSeveralAreKeptThenTheNewestIsFirst() {
    var account = account(newClient());
    var first = new SealedCredential(Fixtures.sealed("a1"), Fixtures.sealed("r1"));
    var second = new SealedCredential(Fixtures.sealed("a2"), null);
    var one = claimed(account, SHORT);
    assertThat(attempts().keepSpare(one, first)).isTrue();
    pass(Duration.ofMillis(5));
    var other = claimed(account, SHORT);
    assertThat(attempts().keepSpare(other, second)).isTrue();

    assertThat(attempts().spares(account.workspace(), account.id()))
        .containsExactly(
            new Spare(other.spareSealedFor(), second), new Spare(one.spareSealedFor(), first));
  }

  @Test
  default void keepSpareWhenItWasCommittedAndNobodyHeardOfItThenItIsNoSpareOfItself() {
    var account = account(newClient());
    var attempt = claimed(account);
    attempts().commit(commitOf(attempt, account));

    assertThat(attempts().commit(commitOf(attempt, account))).isFalse();
    assertThat(attempts().keepSpare(attempt, Fixtures.credential(account).sealed())).isTrue();

    assertThat(attempts().spares(account.workspace(), account.id())).isEmpty();
  }

  @Test
  default void sparesWhenATokenIsKeptOrTheUserReconnectsThenTheyAreForgotten() {
    var client = newClient();
    var refreshed = account(client);
    attempts().keepSpare(claimed(refreshed), Fixtures.credential(refreshed).sealed());
    attempts().commit(commitOf(claimed(refreshed), refreshed));
    var reconnected = account(client);
    attempts().keepSpare(claimed(reconnected), Fixtures.credential(reconnected).sealed());
    attempts().end(claimed(reconnected), RefreshStoreContract.ending(End.UNKNOWN), null);
    write(() -> accounts().advance(reconnected, Fixtures.nextCredential(reconnected)));

    assertThat(attempts().spares(refreshed.workspace(), refreshed.id())).isEmpty();
    assertThat(attempts().spares(reconnected.workspace(), reconnected.id())).isEmpty();
  }

  @Test
  default void removeOldWhenNoTokenWasMadeOfTheCurrentOneYetThenSparesStay() {
    var client = newClient();
    var unproven = withLateAnswer(account(client));
    var proven = withLateAnswer(account(client));
    var second = proven.withGeneration(2);
    var attempt = claimed(second);
    var late = new Attempt(second.workspace(), second.id(), FakeIds.next(), 1, client);
    attempts().commit(commitOf(attempt, second));
    attempts().keepSpare(late, Fixtures.credential(second).sealed());
    pass(Duration.ofMillis(20));

    attempts().removeOld(Duration.ofMillis(1), 1_000);

    assertThat(attempts().spares(unproven.workspace(), unproven.id())).hasSize(1);
    assertThat(attempts().spares(proven.workspace(), proven.id())).isEmpty();
  }

  /** Somebody else was faster. */
  private ConnectedAccount withLateAnswer(ConnectedAccount account) {
    var silent = claimed(account, SHORT);
    pass(Duration.ofMillis(250));
    attempts().commit(commitOf(claimed(account), account));
    attempts().keepSpare(silent, Fixtures.credential(account).sealed());
    return account;
  }
}
