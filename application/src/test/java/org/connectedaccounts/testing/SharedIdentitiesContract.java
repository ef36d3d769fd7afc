package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Fixtures.APP;
import static org.connectedaccounts.testing.Fixtures.USER;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectedAccounts} owes where several users have one identity. */
public interface SharedIdentitiesContract extends AccountStoreContract {

  private static ConnectedAccount of(WorkspaceId workspace, Owner owner, Identity identity) {
    return Fixtures.account(workspace).withOwner(owner).withIdentity(identity);
  }

  private AccountId addedFor(WorkspaceId workspace, String user, Identity identity) {
    return added(of(workspace, new Owner(user, false), identity)).id();
  }

  private List<AccountId> others(ConnectedAccount account) {
    return accounts()
        .othersOfIdentity(
            account.workspace(),
            account.app(),
            Objects.requireNonNull(account.owner().externalUserId()),
            Objects.requireNonNull(account.identity()).id(),
            10);
  }

  @Test
  default void othersOfIdentityWhenOtherUsersHaveItThenTheirsAloneOldestFirst() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    var identity = new Identity("subject-1", null, null);
    var second = addedFor(workspace, "user-2", identity);
    addedFor(workspace, USER, identity);
    addedFor(workspace, "user-4", new Identity("subject-2", null, null));
    added(of(workspace, new Owner(null, true), identity));
    var third = addedFor(workspace, "user-3", identity);
    addedFor(other, "user-5", identity);
    var jira = new AppSlug("jira");
    var store = accounts();

    inUnit(
        () -> {
          assertThat(store.othersOfIdentity(workspace, APP, USER, "subject-1", 10))
              .containsExactly(second, third);
          assertThat(store.othersOfIdentity(workspace, APP, USER, "subject-1", 1))
              .containsExactly(second);
          assertThat(store.othersOfIdentity(workspace, APP, USER, "subject-3", 10)).isEmpty();
          assertThat(store.othersOfIdentity(workspace, jira, USER, "subject-1", 10)).isEmpty();
          assertThat(store.othersOfIdentity(other, APP, "user-5", "subject-1", 10)).isEmpty();
        });
  }

  /** Whether those who find others connect nevertheless or not. */
  @Test
  default void othersOfIdentityWhenManyUsersConnectItAtOnceThenOneAloneFindsNobody()
      throws Exception {
    for (boolean nevertheless : new boolean[] {true, false}) {
      var workspace = newWorkspace();
      var users = new AtomicInteger();

      long alone =
          Race.winners(
              8,
              () -> {
                var owner = new Owner("user-" + users.incrementAndGet(), false);
                var account = of(workspace, owner, new Identity("subject-1", null, null));
                return write(() -> connect(account, nevertheless));
              });

      assertThat(alone).isEqualTo(1);
      assertThat(fromUnit(() -> accounts().list(workspace, Filter.ALL, new PageRequest(null, 20))))
          .satisfies(page -> assertThat(page.items()).hasSize(nevertheless ? 8 : 1));
    }
  }

  /** Whether nobody else has the identity. */
  private boolean connect(ConnectedAccount account, boolean nevertheless) {
    boolean nobody = others(account).isEmpty();
    if (nobody || nevertheless) {
      accounts().add(account, Fixtures.credential(account));
    }
    return nobody;
  }
}
