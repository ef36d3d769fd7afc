package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link UsageJournal} owes. */
public interface UsageJournalContract extends AccountStoreContract {

  /** How far the clocks of the service and the store may be apart, and the tests slow. */
  Duration TOLERANCE = Duration.ofMinutes(1);

  UsageJournal journal();

  private @Nullable Instant lastUsed(ConnectedAccount account) {
    return found(account).orElseThrow().times().lastUsedAt();
  }

  @Test
  default void flushWhenCredentialsWereReadThenTheirAccountsTellWhen() {
    var first = added(Fixtures.bareAccount(newWorkspace()));
    var second = added(Fixtures.bareAccount(newWorkspace()));
    var unread = added(Fixtures.bareAccount(first.workspace()));
    var before = clock().now();

    journal().credentialRead(first.workspace(), first.id(), "run-1");
    journal().credentialRead(first.workspace(), first.id(), null);
    journal().credentialRead(second.workspace(), second.id(), null);
    journal().flush();

    assertThat(lastUsed(first)).isBetween(before.minusSeconds(1), before.plus(TOLERANCE));
    assertThat(lastUsed(second)).isBetween(before.minusSeconds(1), before.plus(TOLERANCE));
    assertThat(lastUsed(unread)).isNull();
    assertThat(found(first).map(account -> account.withTimes(Times.createdAt(Fixtures.TIME))))
        .contains(first);
  }

  @Test
  default void flushWhenALaterUseIsKnownThenItStays() {
    var read = Fixtures.account(newWorkspace());
    var times = read.times();
    var future = clock().now().plus(Duration.ofHours(1));
    var account =
        added(
            read.withTimes(
                new Times(
                    times.createdAt(),
                    times.updatedAt(),
                    null,
                    future,
                    null,
                    null,
                    Times.Upkeep.NONE)));

    journal().credentialRead(account.workspace(), account.id(), null);
    journal().flush();

    assertThat(lastUsed(account)).isEqualTo(future);
  }

  @Test
  default void flushWhenAccountIsOfAnotherWorkspaceOrGoneThenNothingChanges() {
    var account = added(Fixtures.bareAccount(newWorkspace()));

    journal().credentialRead(newWorkspace(), account.id(), null);
    journal()
        .credentialRead(new WorkspaceId(FakeIds.next()), new AccountId(FakeIds.next()), "run-1");
    journal().flush();

    assertThat(lastUsed(account)).isNull();
  }

  @Test
  default void flushWhenNothingWasReadThenDoesNothing() {
    journal().flush();
    journal().flush();
  }

  @Test
  default void flushWhenReadAndFlushedAtOnceThenNoUseIsLost() throws Exception {
    var account = added(Fixtures.bareAccount(newWorkspace()));

    Race.winners(
        8,
        () -> {
          journal().credentialRead(account.workspace(), account.id(), null);
          journal().flush();
          return true;
        });
    journal().flush();

    assertThat(lastUsed(account)).isNotNull();
  }
}
