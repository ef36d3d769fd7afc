package org.connectedaccounts.application.audit;

import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** What was done in a workspace, newest first; the operator's own doings where none is named. */
public final class ListAuditEntries {

  private final AuditTrail trail;

  public ListAuditEntries(AuditTrail trail) {
    this.trail = trail;
  }

  public record Command(Caller caller, AuditTrail.Filter filter, PageRequest page) {}

  public Page<AuditEntry> handle(Command command) {
    return trail.list(workspace(command.caller()), command.filter(), command.page());
  }

  private static WorkspaceId workspace(Caller caller) {
    return caller instanceof Caller.Operator operator && operator.acting() == null
        ? WorkspaceId.OPERATOR
        : caller.requireKey(Scope.ADMIN);
  }
}
