package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.application.port.BulkRevocations.Wanted;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link BulkRevocations} owes. */
public interface BulkRevocationsContract extends RefreshStoreContract {

  Actor SOMEBODY = new Actor(Actor.Kind.API_KEY, "key_1");
  Why WHY = new Why(Reason.PROVIDER_UNAVAILABLE, 503, "temporarily_unavailable");

  BulkRevocations revocations();

  /** Begins one of all that fits. */
  default RevocationId begun(WorkspaceId workspace, Selection selection) {
    var id = new RevocationId(FakeIds.next());
    long expected = fromUnit(() -> revocations().count(workspace, selection));
    long taken =
        fromUnit(() -> revocations().start(new Wanted(workspace, id, selection, SOMEBODY), 1_000));
    assertThat(taken).isEqualTo(expected);
    return id;
  }

  default BulkRevocation read(WorkspaceId workspace, RevocationId id) {
    return revocations().find(workspace, id).orElseThrow();
  }

  default List<RevokedAccount> entries(
      WorkspaceId workspace, RevocationId id, @Nullable Outcome outcome) {
    return revocations().accounts(workspace, id, outcome, new PageRequest(null, 200)).items();
  }

  private List<AccountId> selected(WorkspaceId workspace, Selection selection) {
    return entries(workspace, begun(workspace, selection), null).stream()
        .map(RevokedAccount::account)
        .toList();
  }

  private Task taken(OAuthClientId client, Duration lease) {
    List<Task> tasks = revocations().take(new Lane(client), lease, 10);
    assertThat(tasks).hasSize(1);
    return tasks.getFirst();
  }

  private Task taken(OAuthClientId client) {
    return taken(client, LEASE.duration());
  }

  private boolean nothingIsLeft(OAuthClientId client) {
    return revocations().take(new Lane(client), LEASE.duration(), 10).isEmpty();
  }

  @Test
  default void startWhenAccountsFitThenTheyAreOutOfUseAndEachIsToldOf() {
    var client = newClient();
    var account = account(client);
    var before = clock().now();

    var id = begun(account.workspace(), Selection.ALL);

    var after = found(account).orElseThrow();
    assertThat(after.status().state()).isEqualTo(State.REAUTHORIZATION_REQUIRED);
    assertThat(after.status().isTakenOutOfUse()).isTrue();
    assertThat(after.status().since()).isBetween(before, before.plusSeconds(30));
    assertThat(after.times().upkeep()).isEqualTo(Upkeep.NONE);
    assertThat(after.generation()).isEqualTo(account.generation());
    assertThat(events().after(account.workspace(), EventsContract.BEGINNING, 10))
        .extracting(told -> told.event().type() + " " + RefreshStoreContract.subject(told).reason())
        .containsExactly("REAUTHORIZATION_REQUIRED REVOKED_BY_OPERATOR");
    var revocation = read(account.workspace(), id);
    assertThat(revocation.progress()).isEqualTo(new Progress(0, 0, 0, 1));
    assertThat(revocation.requestedBy()).isEqualTo(SOMEBODY);
    assertThat(revocation.startedAt()).isBetween(before, before.plusSeconds(30));
    assertThat(revocation.finishedAt()).isNull();
    assertThat(entries(account.workspace(), id, null))
        .containsExactly(
            new RevokedAccount(
                account.id(),
                account.app(),
                account.owner().externalUserId(),
                Outcome.REMAINING,
                Why.NOTHING,
                0,
                null));
  }

  @Test
  default void startWhenOutOfUseAlreadyThenIsNotToldAgain() {
    var account = account(newClient());
    begun(account.workspace(), Selection.ALL);
    var first = found(account).orElseThrow();

    assertThat(selected(account.workspace(), Selection.ALL)).containsExactly(account.id());

    assertThat(told(account)).hasSize(1);
    assertThat(found(account).orElseThrow().status()).isEqualTo(first.status());
  }

  @Test
  default void startWhenSomethingIsSaidThenThoseAloneThatFit() {
    var workspace = newWorkspace();
    var old = Fixtures.account(workspace);
    added(old);
    var another = Fixtures.account(workspace);
    added(another.withOwner(new Owner("user-2", false)));
    var elsewhere = added(Fixtures.account(newWorkspace()));

    assertThat(selected(workspace, new Selection(new AppSlug("github"), null, null))).isEmpty();
    assertThat(selected(workspace, new Selection(null, "user-2", null)))
        .containsExactly(another.id());
    assertThat(selected(workspace, new Selection(Fixtures.APP, "user-2", null)))
        .containsExactly(another.id());
    assertThat(selected(workspace, new Selection(null, null, old.times().updatedAt()))).isEmpty();
    assertThat(selected(workspace, Selection.ALL)).containsExactly(old.id(), another.id());
    assertThat(found(elsewhere)).contains(elsewhere);
  }

  @Test
  default void startWhenReconnectedThenGoesByThat() {
    var account = added(newWorkspace());
    Instant reconnected = account.times().updatedAt().plusSeconds(100);
    var justAfter = new Selection(null, null, reconnected);
    assertThat(fromUnit(() -> revocations().count(account.workspace(), justAfter))).isEqualTo(1);

    var next = account.withTimes(account.times().refreshedAt(reconnected));
    write(() -> accounts().advance(next, Fixtures.nextCredential(account)));

    assertThat(fromUnit(() -> revocations().count(account.workspace(), justAfter))).isZero();
    var later = new Selection(null, null, reconnected.plusSeconds(1));
    assertThat(fromUnit(() -> revocations().count(account.workspace(), later))).isEqualTo(1);
  }

  @Test
  default void startWhenRefreshedOnlyThenIsAsOldAsItsConsent() {
    var account = account(newClient());
    var attempt = claimed(account);
    attempts().commit(commitOf(attempt, account));
    var selection = new Selection(null, null, account.times().updatedAt().plusMillis(1));

    assertThat(fromUnit(() -> revocations().count(account.workspace(), selection))).isEqualTo(1);
  }

  @Test
  default void startWhenThereAreMoreThanAllowedThenSaysSoAndTouchesNone() {
    var workspace = newWorkspace();
    var one = added(workspace);
    added(workspace);
    added(workspace);
    var wanted = new Wanted(workspace, new RevocationId(FakeIds.next()), Selection.ALL, SOMEBODY);

    assertThat(fromUnit(() -> revocations().start(wanted, 1))).isEqualTo(2);
    assertThat(found(one)).contains(one);
    assertThat(revocations().find(workspace, wanted.id())).isEmpty();
  }

  @Test
  default void commitWhenOutOfUseThenNothingChangesAndTheTokenIsKeptBeside() {
    var account = account(newClient());
    var attempt = claimed(account);
    begun(account.workspace(), Selection.ALL);

    assertThat(attempts().commit(commitOf(attempt, account))).isFalse();

    assertThat(found(account).orElseThrow().status().isTakenOutOfUse()).isTrue();
    var spare = new SealedCredential(Fixtures.sealed("late"), null);
    assertThat(attempts().keepSpare(attempt, spare)).isTrue();
    assertThat(attempts().spares(account.workspace(), account.id())).hasSize(1);
  }

  @Test
  default void updateStatusWhenOutOfUseThenNobodyCallsItAlive() {
    var account = added(newWorkspace());
    var dead =
        account.withStatus(
            AccountStatus.reauthorizationRequired(
                AccountStatus.Reason.KEY_REJECTED, null, Fixtures.TIME));
    begun(account.workspace(), Selection.ALL);

    assertThat(write(() -> accounts().updateStatus(dead, AccountStatus.active(Fixtures.TIME))))
        .isFalse();
  }

  @Test
  default void reprieveWhenOutOfUseThenStaysSo() {
    var client = newClient();
    var account = account(client);
    attempts().noteRefusal(claimed(account));
    begun(account.workspace(), Selection.ALL);

    assertThat(pauses().reprieve(client, Duration.ofMinutes(1), Duration.ofMinutes(1))).isZero();
  }

  @Test
  default void takeWhenSomebodyHasItThenNobodyElseUntilTheLeaseIsOver() {
    var client = newClient();
    var account = account(client);
    var id = begun(account.workspace(), Selection.ALL);
    assertThat(revocations().waiting(Set.of(), 1_000)).contains(new Lane(client));

    var task = taken(client, SHORT.duration());

    assertThat(task)
        .isEqualTo(
            new Task(
                account.workspace(), id, account.id(), account.generation(), new Lane(client), 0));
    assertThat(nothingIsLeft(client)).isTrue();
    assertThat(revocations().waiting(Set.of(), 1_000)).doesNotContain(new Lane(client));
    pass(SHORT.duration().plusMillis(20));
    assertThat(taken(client)).isEqualTo(task);
  }

  @Test
  default void takeWhenItsTokenIsBeingRefreshedThenWaitsForThat() {
    var client = newClient();
    var account = account(client);
    var attempt = claimed(account);
    begun(account.workspace(), Selection.ALL);

    assertThat(nothingIsLeft(client)).isTrue();

    attempts().end(attempt, RefreshStoreContract.ending(RefreshAttempts.End.REJECTED), null);
    taken(client);
  }

  @Test
  default void takeWhenItHasNoClientThenInALaneOfItsOwn() {
    var workspace = newWorkspace();
    var account = added(Fixtures.bareAccount(workspace));
    begun(workspace, Selection.ALL);
    var mine = new ArrayList<Task>();
    List<Task> some = revocations().take(new Lane(null), LEASE.duration(), 100);
    while (!some.isEmpty()) {
      mine.addAll(some);
      some = revocations().take(new Lane(null), LEASE.duration(), 100);
    }

    assertThat(mine)
        .filteredOn(task -> task.workspace().equals(workspace))
        .extracting(Task::account)
        .containsExactly(account.id());
  }

  @Test
  default void againWhenThePauseIsOverThenIsTakenOnceMoreAndCounted() {
    var client = newClient();
    var account = account(client);
    var id = begun(account.workspace(), Selection.ALL);

    revocations().again(taken(client), WHY, SHORT.duration(), true);

    assertThat(nothingIsLeft(client)).isTrue();
    assertThat(entries(account.workspace(), id, Outcome.REMAINING))
        .extracting(RevokedAccount::why)
        .containsExactly(WHY);
    pass(SHORT.duration().plusMillis(20));
    var second = taken(client);
    assertThat(second.attempts()).isEqualTo(1);
    revocations().again(second, Why.NOTHING, Duration.ZERO, false);
    assertThat(taken(client).attempts()).isEqualTo(1);
  }

  @Test
  default void endWhenAllAreThenTheRevocationIsFinishedAndSaysHowItWent() {
    var workspace = newWorkspace();
    var client = newClient();
    var dueAt = clock().now();
    var one = account(workspace, client, dueAt);
    var two = account(workspace, client, dueAt);
    var id = begun(workspace, Selection.ALL);
    revocations().finish();
    assertThat(read(workspace, id).finishedAt()).isNull();

    List<Task> tasks = revocations().take(new Lane(client), LEASE.duration(), 10);
    for (Task task : tasks) {
      boolean first = task.account().equals(one.id());
      inUnit(
          () ->
              revocations()
                  .end(task, first ? Outcome.REVOKED : Outcome.FAILED, first ? Why.NOTHING : WHY));
      inUnit(() -> revocations().end(task, Outcome.NOT_REVOCABLE, Why.NOTHING));
    }

    assertThat(read(workspace, id).progress()).isEqualTo(new Progress(1, 0, 1, 0));
    revocations().finish();
    var finished = read(workspace, id);
    assertThat(finished.progress()).isEqualTo(new Progress(1, 0, 1, 0));
    assertThat(finished.finishedAt()).isNotNull();
    assertThat(finished.rate()).isPositive();
    var failed = entries(workspace, id, Outcome.FAILED);
    assertThat(failed).extracting(RevokedAccount::account).containsExactly(two.id());
    assertThat(failed.getFirst().why()).isEqualTo(WHY);
    assertThat(failed.getFirst().attempts()).isEqualTo(1);
    assertThat(failed.getFirst().endedAt()).isNotNull();
    assertThat(nothingIsLeft(client)).isTrue();
  }

  @Test
  default void giveUpWhenALaneIsHopelessThenAllOfItFailed() {
    var client = newClient();
    var account = account(client);
    var other = account(newClient());
    var id = begun(account.workspace(), Selection.ALL);
    var others = begun(other.workspace(), Selection.ALL);
    taken(client);

    assertThat(revocations().giveUp(new Lane(client), WHY, Duration.ZERO)).isEqualTo(1);

    assertThat(entries(account.workspace(), id, Outcome.FAILED)).hasSize(1);
    assertThat(read(other.workspace(), others).progress().remaining()).isEqualTo(1);
  }

  @Test
  default void giveUpWhenTheRevocationBeganJustNowThenItGoesOn() {
    var client = newClient();
    var account = account(client);
    var id = begun(account.workspace(), Selection.ALL);

    assertThat(revocations().giveUp(new Lane(client), WHY, Duration.ofHours(1))).isZero();

    assertThat(read(account.workspace(), id).progress().remaining()).isEqualTo(1);
  }

  @Test
  default void giveUpWhenAnotherReplicaGetsOnThenNothingIsGivenUp() {
    var workspace = newWorkspace();
    var client = newClient();
    var dueAt = clock().now();
    account(workspace, client, dueAt);
    account(workspace, client, dueAt);
    var id = begun(workspace, Selection.ALL);
    pass(SHORT.duration());
    var first = revocations().take(new Lane(client), LEASE.duration(), 1).getFirst();
    inUnit(() -> revocations().end(first, Outcome.REVOKED, Why.NOTHING));

    assertThat(revocations().giveUp(new Lane(client), WHY, SHORT.duration())).isZero();

    assertThat(read(workspace, id).progress()).isEqualTo(new Progress(1, 0, 0, 1));
    pass(SHORT.duration().plusMillis(20));
    assertThat(revocations().giveUp(new Lane(client), WHY, SHORT.duration())).isEqualTo(1);
  }

  @Test
  default void waitingWhenALaneIsFullThenTheOthersCome() {
    var workspace = newWorkspace();
    var full = newClient();
    var other = newClient();
    account(workspace, full, clock().now());
    account(workspace, other, clock().now());
    begun(workspace, Selection.ALL);

    assertThat(revocations().waiting(Set.of(new Lane(full)), 1_000))
        .contains(new Lane(other))
        .doesNotContain(new Lane(full))
        .doesNotHaveDuplicates();
  }

  @Test
  default void emptyWhenDoneThenNothingIsLeftAndALateTokenIsNotKept() {
    var account = account(newClient());
    var attempt = claimed(account);
    begun(account.workspace(), Selection.ALL);
    attempts().keepSpare(attempt, new SealedCredential(Fixtures.sealed("late"), null));

    var emptied = emptied(account);
    inUnit(
        () -> {
          accounts().hold(account.workspace(), account.id());
          revocations().empty(account, emptied);
        });

    var left = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    assertThat(left.credential()).isEqualTo(emptied);
    assertThat(left.account().generation()).isEqualTo(account.generation() + 1);
    assertThat(left.account().status().isTakenOutOfUse()).isTrue();
    assertThat(left.account().times().expiresAt()).isNull();
    assertThat(attempts().spares(account.workspace(), account.id())).isEmpty();
    var late = new SealedCredential(Fixtures.sealed("later"), null);
    assertThat(attempts().keepSpare(attempt, late)).isFalse();
  }

  private static CredentialGeneration emptied(ConnectedAccount account) {
    return new CredentialGeneration(
        account.workspace(),
        account.id(),
        account.generation() + 1,
        account.generation(),
        new SealedCredential(Fixtures.sealed("nothing"), null),
        null,
        null,
        null);
  }

  @Test
  default void formerWhenReconnectedThenIsWhatItHadWhenItWasSelected() {
    var client = newClient();
    var account = account(client);
    begun(account.workspace(), Selection.ALL);
    var before = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    var task = taken(client);
    write(() -> accounts().advance(account, Fixtures.nextCredential(account)));

    assertThat(revocations().former(task)).contains(before.credential());
  }

  @Test
  default void listWhenThereAreSeveralThenNewestFirstInPages() {
    var workspace = newWorkspace();
    var selection = new Selection(Fixtures.APP, "user-3", Fixtures.TIME);
    var first = begun(workspace, Selection.ALL);
    var second = begun(workspace, selection);

    var page = revocations().list(workspace, new PageRequest(null, 1));
    var rest = revocations().list(workspace, new PageRequest(page.next(), 1));

    assertThat(page.items()).extracting(BulkRevocation::id).containsExactly(second);
    assertThat(page.items()).extracting(BulkRevocation::selection).containsExactly(selection);
    assertThat(rest.items()).extracting(BulkRevocation::id).containsExactly(first);
    assertThat(rest.next()).isNull();
    var elsewhere = newWorkspace();
    assertThat(revocations().list(elsewhere, new PageRequest(null, 1)).items()).isEmpty();
    assertThat(revocations().find(elsewhere, first)).isEmpty();
    assertThat(entries(elsewhere, first, null)).isEmpty();
  }

  @Test
  default void accountsWhenThereAreManyThenInPages() {
    var workspace = newWorkspace();
    added(workspace);
    added(workspace);
    added(workspace);
    var id = begun(workspace, Selection.ALL);

    var page = revocations().accounts(workspace, id, null, new PageRequest(null, 2));
    var rest = revocations().accounts(workspace, id, null, new PageRequest(page.next(), 2));

    assertThat(page.items()).hasSize(2);
    assertThat(rest.items()).hasSize(1).doesNotContainAnyElementsOf(page.items());
    assertThat(rest.next()).isNull();
  }

  @Test
  default void workspaceWhenItGoesThenSoDoItsRevocations() {
    var workspace = newWorkspace();
    added(Fixtures.bareAccount(workspace));
    var id = begun(workspace, Selection.ALL);
    inUnit(() -> workspaces().remove(workspace));

    assertThat(revocations().find(workspace, id)).isEmpty();
  }
}
