package org.connectedaccounts.application.client;

import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * For whom a caller sets up OAuth clients: the operator for itself unless it acts in a workspace.
 */
final class ClientOwner {

  private ClientOwner() {}

  static WorkspaceId of(Caller caller) {
    return caller instanceof Caller.Operator(var acting) && acting == null
        ? WorkspaceId.OPERATOR
        : caller.requireKey(Scope.ADMIN);
  }
}
