package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Tells how many accounts a revocation would have now, and touches none. */
public final class CountRevocation {

  private final BulkRevocations revocations;
  private final SelectedApp app;

  public CountRevocation(BulkRevocations revocations, SelectedApp app) {
    this.revocations = revocations;
    this.app = app;
  }

  public record Command(Caller caller, Selection selection) {}

  public long handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.MANAGE);
    app.require(workspace, command.selection());
    return revocations.count(workspace, command.selection());
  }
}
