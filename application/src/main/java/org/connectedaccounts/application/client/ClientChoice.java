package org.connectedaccounts.application.client;

import java.util.Optional;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Which OAuth client new accounts are made with: the workspace's own, else the operator's for the
 * operator's definition.
 */
public final class ClientChoice {

  private final OAuthClients clients;

  public ClientChoice(OAuthClients clients) {
    this.clients = clients;
  }

  public OAuthClient require(WorkspaceId workspace, CataloguedApp app) {
    return find(workspace, app)
        .orElseThrow(
            () ->
                Refusal.of(
                    Code.APP_NOT_CONNECTABLE,
                    "No OAuth client is set up for this app; put one at /v1/oauth-clients/"
                        + app.definition().slug().value()
                        + "."));
  }

  public Optional<OAuthClient> find(WorkspaceId workspace, CataloguedApp app) {
    AppSlug slug = app.definition().slug();
    Optional<OAuthClient> own = clients.findCurrent(workspace, slug);
    // The operator's secret never meets a token endpoint that a workspace wrote.
    return own.isPresent() || !app.isOperators()
        ? own
        : clients.findCurrent(WorkspaceId.OPERATOR, slug);
  }
}
