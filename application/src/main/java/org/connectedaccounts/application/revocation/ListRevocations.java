package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Lists a workspace's revocations, the newest first. */
public final class ListRevocations {

  private final BulkRevocations revocations;

  public ListRevocations(BulkRevocations revocations) {
    this.revocations = revocations;
  }

  public record Command(Caller caller, PageRequest page) {}

  public Page<BulkRevocation> handle(Command command) {
    return revocations.list(command.caller().requireKey(Scope.ACCOUNTS_READ), command.page());
  }
}
