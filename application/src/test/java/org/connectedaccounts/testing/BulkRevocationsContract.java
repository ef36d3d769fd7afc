package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.application.port.BulkRevocations.Wanted;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.State;
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

  default Task taken(OAuthClientId client, Duration lease) {
    List<Task> tasks = revocations().take(new Lane(client), lease, 10);
    assertThat(tasks).hasSize(1);
    return tasks.getFirst();
  }

  default Task taken(OAuthClientId client) {
    return taken(client, LEASE.duration());
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
