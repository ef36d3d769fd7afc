package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Lists what came of each account of a revocation. */
public final class ListRevokedAccounts {

  private final BulkRevocations revocations;

  public ListRevokedAccounts(BulkRevocations revocations) {
    this.revocations = revocations;
  }

  /**
   * @param outcome null: all
   */
  public record Command(
      Caller caller, RevocationId revocation, @Nullable Outcome outcome, PageRequest page) {}

  public Page<RevokedAccount> handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ACCOUNTS_READ);
    if (revocations.find(workspace, command.revocation()).isEmpty()) {
      throw GetRevocation.unknown();
    }
    return revocations.accounts(workspace, command.revocation(), command.outcome(), command.page());
  }
}
