package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** One app: how it is connected and what it asks for. */
public final class GetApp {

  private final AppCatalogue catalogue;
  private final OAuthClients clients;
  private final SessionApps sessionApps;

  public GetApp(AppCatalogue catalogue, OAuthClients clients, SessionApps sessionApps) {
    this.catalogue = catalogue;
    this.clients = clients;
    this.sessionApps = sessionApps;
  }

  public record Command(Caller caller, AppSlug app) {}

  public SearchApps.Found handle(Command command) {
    WorkspaceId workspace = CatalogueReader.of(command.caller());
    CataloguedApp app = catalogue.require(workspace, command.app());
    if (!sessionApps.visibleTo(command.caller()).test(app)) {
      throw Refusal.of(Code.APP_NOT_FOUND, "This session does not offer this app.");
    }
    return Connectability.of(workspace, clients).of(app);
  }
}
