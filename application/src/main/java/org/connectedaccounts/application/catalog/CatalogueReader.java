package org.connectedaccounts.application.catalog;

import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Whose catalogue a caller reads: the operator, outside of any workspace, reads its own. */
final class CatalogueReader {

  private CatalogueReader() {}

  static WorkspaceId of(Caller caller) {
    return caller instanceof Caller.Operator(var acting) && acting == null
        ? WorkspaceId.OPERATOR
        : caller instanceof Caller.SessionHolder holder
            ? holder.workspace()
            : caller.requireLimitedKey(Scope.APPS_READ);
  }
}
