package org.connectedaccounts.application.account;

import java.util.List;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Who else has connected the identity that an account gets, and whether that may be (C12). */
final class IdentitySharing {

  /** The first ones show what is the matter. */
  private static final int TOLD = 10;

  private final ConnectedAccounts accounts;
  private final Workspaces workspaces;

  IdentitySharing(ConnectedAccounts accounts, Workspaces workspaces) {
    this.accounts = accounts;
    this.workspaces = workspaces;
  }

  /**
   * Accounts of other users with the identity that this one gets now; none where it has it already.
   * Within the unit of work that connects, and before it holds anything else.
   *
   * @param before null: it is new
   * @throws Refusal IDENTITY_TAKEN if there are some and the workspace denies it
   */
  List<AccountId> others(@Nullable ConnectedAccount before, ConnectedAccount account) {
    Identity identity = account.identity();
    String user = account.owner().externalUserId();
    boolean had = before != null && before.identity() != null;
    if (identity == null || user == null || had) {
      return List.of();
    }
    List<AccountId> others =
        accounts.othersOfIdentity(account.workspace(), account.app(), user, identity.id(), TOLD);
    if (!others.isEmpty() && denies(account.workspace())) {
      throw Refusal.of(
          Code.IDENTITY_TAKEN,
          "Another user of this workspace has connected this account at the app; connect another"
              + " one.");
    }
    return others;
  }

  private boolean denies(WorkspaceId id) {
    return workspaces
        .find(id)
        .filter(workspace -> workspace.sharedIdentities() == SharedIdentities.DENY)
        .isPresent();
  }
}
