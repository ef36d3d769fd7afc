package org.connectedaccounts.application.account;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * A user leaves: their connect sessions end, and all their accounts are revoked and destroyed, with
 * the links to them.
 */
public final class RemoveUser {

  private final ConnectedAccounts accounts;
  private final ConnectSessions sessions;
  private final Removal removal;
  private final UnitOfWork unitOfWork;

  public RemoveUser(
      ConnectedAccounts accounts,
      ConnectSessions sessions,
      Removal removal,
      UnitOfWork unitOfWork) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.removal = removal;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, String externalUserId) {}

  public List<Removal.Removed> handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.MANAGE);
    // First, so that no session connects an account that nobody removes any more.
    unitOfWork.run(() -> sessions.removeOf(workspace, command.externalUserId()));
    return accounts.ofUser(workspace, command.externalUserId()).stream()
        .map(id -> accounts.findWithCredential(workspace, id))
        .flatMap(Optional::stream)
        .flatMap(found -> removed(found).stream())
        .toList();
  }

  /** Empty if another call removed it meanwhile. */
  private Optional<Removal.Removed> removed(WithCredential found) {
    try {
      return Optional.of(
          removal.remove(found, null, new Removal.Permission(_ -> {}, Expectation.anything())));
    } catch (Refusal refusal) {
      if (refusal.code() == Code.ACCOUNT_NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
