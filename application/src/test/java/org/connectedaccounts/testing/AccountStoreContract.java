package org.connectedaccounts.testing;

import java.util.Optional;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** What the contracts around accounts have in common. */
public interface AccountStoreContract extends StoreContract {

  ConnectedAccounts accounts();

  ConnectSessions sessions();

  StepLinks stepLinks();

  StoreClock clock();

  /** Adds it with its first credential. */
  default ConnectedAccount added(ConnectedAccount account) {
    write(() -> accounts().add(account, Fixtures.credential(account)));
    return account;
  }

  default ConnectedAccount added(WorkspaceId workspace) {
    return added(Fixtures.account(workspace));
  }

  default Optional<ConnectedAccount> found(ConnectedAccount account) {
    return fromUnit(() -> accounts().find(account.workspace(), account.id()));
  }

  /** What a write answers. */
  default boolean write(Supplier<Boolean> work) {
    return fromUnit(work);
  }
}
