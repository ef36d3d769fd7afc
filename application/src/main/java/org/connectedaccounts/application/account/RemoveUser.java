package org.connectedaccounts.application.account;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A user leaves: all their accounts are revoked and destroyed, with the links to them. */
public final class RemoveUser {

  private final ConnectedAccounts accounts;
  private final Removal removal;

  public RemoveUser(ConnectedAccounts accounts, Removal removal) {
    this.accounts = accounts;
    this.removal = removal;
  }

  public record Command(Caller caller, String externalUserId) {}

  public List<Removal.Removed> handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.MANAGE);
    return accounts.ofUser(workspace, command.externalUserId()).stream()
        .map(id -> accounts.findWithCredential(workspace, id))
        .flatMap(Optional::stream)
        .map(found -> removal.remove(found, null, _ -> {}))
        .toList();
  }
}
