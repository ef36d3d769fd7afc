package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Removes a tenant with all it has, and destroys its key-encryption key, so that no copy of its
 * data opens again. Its accounts must be gone first: only then were they revoked at the providers.
 */
public final class DeleteWorkspace {

  private final Workspaces workspaces;
  private final ConnectedAccounts accounts;
  private final DataKeyRing dataKeys;
  private final UnitOfWork unitOfWork;

  public DeleteWorkspace(
      Workspaces workspaces,
      ConnectedAccounts accounts,
      DataKeyRing dataKeys,
      UnitOfWork unitOfWork) {
    this.workspaces = workspaces;
    this.accounts = accounts;
    this.dataKeys = dataKeys;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, WorkspaceId workspace, Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, WorkspaceId workspace) {
      this(caller, workspace, Expectation.anything());
    }
  }

  public void handle(Command command) {
    command.caller().requireOperator();
    WorkspaceId id = command.workspace();
    unitOfWork.run(
        () -> {
          Workspace found = GetWorkspace.requireToChange(workspaces, id);
          requireEmpty(id);
          command.expected().require(found.version());
          // Held from here on, so that no rotation makes another key. A crash before the commit
          // leaves a workspace that can be removed again, and not a key.
          workspaces.remove(id);
          dataKeys.shred(id);
        });
  }

  private void requireEmpty(WorkspaceId id) {
    if (!accounts.list(id, Filter.ALL, new PageRequest(null, 1)).items().isEmpty()) {
      throw Refusal.of(
          Code.WORKSPACE_IN_USE,
          "The workspace still has accounts; remove them first, so that they are revoked at the"
              + " providers.");
    }
  }
}
