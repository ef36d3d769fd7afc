package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Takes a workspace's own definition away; one that accounts, or attempts that are still open, were
 * made with stays until they are gone.
 */
public final class DeleteApp {

  private final WorkspaceApps apps;
  private final ConnectedAccounts accounts;
  private final UnitOfWork unitOfWork;

  public DeleteApp(WorkspaceApps apps, ConnectedAccounts accounts, UnitOfWork unitOfWork) {
    this.apps = apps;
    this.accounts = accounts;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, AppSlug app) {}

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    unitOfWork.run(
        () -> {
          if (accounts.usesDefinition(workspace, command.app())) {
            throw Refusal.of(
                Code.APP_IN_USE,
                "Accounts, or an authorization that is under way, stand on this definition; remove"
                    + " them first, or wait for it to end.");
          }
          if (!apps.remove(workspace, command.app())) {
            throw Refusal.of(
                Code.APP_NOT_FOUND, "This workspace has no definition of its own for this app.");
          }
        });
  }
}
