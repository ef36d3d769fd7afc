package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Tells how many accounts a revocation would have now, and touches none. */
public final class CountRevocation {

  private final BulkRevocations revocations;

  public CountRevocation(BulkRevocations revocations) {
    this.revocations = revocations;
  }

  public record Command(Caller caller, Selection selection) {}

  public long handle(Command command) {
    return revocations.count(command.caller().requireKey(Scope.MANAGE), command.selection());
  }
}
