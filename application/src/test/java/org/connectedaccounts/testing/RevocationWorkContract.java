package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.junit.jupiter.api.Test;

/** How the grants of a revocation are taken, ended and given up by several replicas. */
public interface RevocationWorkContract extends BulkRevocationsContract {

  private boolean nothingIsLeft(OAuthClientId client) {
    return revocations().take(new Lane(client), LEASE.duration(), 10).isEmpty();
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
    // Long enough for a busy machine to get from the end of the first to the question.
    var idle = Duration.ofSeconds(1);
    var workspace = newWorkspace();
    var client = newClient();
    var dueAt = clock().now();
    account(workspace, client, dueAt);
    account(workspace, client, dueAt);
    var id = begun(workspace, Selection.ALL);
    pass(idle);
    var first = revocations().take(new Lane(client), LEASE.duration(), 1).getFirst();
    inUnit(() -> revocations().end(first, Outcome.REVOKED, Why.NOTHING));

    assertThat(revocations().giveUp(new Lane(client), WHY, idle)).isZero();

    assertThat(read(workspace, id).progress()).isEqualTo(new Progress(1, 0, 0, 1));
    pass(idle.plusMillis(20));
    assertThat(revocations().giveUp(new Lane(client), WHY, idle)).isEqualTo(1);
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
}
