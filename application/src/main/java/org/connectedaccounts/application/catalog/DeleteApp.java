package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Version;
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
  private final AppCatalogue catalogue;
  private final ConnectedAccounts accounts;
  private final UnitOfWork unitOfWork;

  public DeleteApp(
      WorkspaceApps apps,
      AppCatalogue catalogue,
      ConnectedAccounts accounts,
      UnitOfWork unitOfWork) {
    this.apps = apps;
    this.catalogue = catalogue;
    this.accounts = accounts;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, AppSlug app, Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, AppSlug app) {
      this(caller, app, Expectation.anything());
    }
  }

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    unitOfWork.run(
        () -> {
          apps.hold(workspace);
          Version shown =
              catalogue.find(workspace, command.app()).map(CataloguedApp::version).orElse(null);
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
          command.expected().require(shown);
        });
  }
}
