package org.connectedaccounts.application.catalog;

import java.util.HashSet;
import java.util.Set;
import org.connectedaccounts.application.catalog.SearchApps.Found;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Which apps a workspace can connect right now: those that need no OAuth client, or have one. */
final class Connectability {

  private final Set<AppSlug> own;
  private final Set<AppSlug> operators;

  private Connectability(Set<AppSlug> own, Set<AppSlug> operators) {
    this.own = own;
    this.operators = operators;
  }

  static Connectability of(WorkspaceId workspace, OAuthClients clients) {
    return new Connectability(slugs(workspace, clients), slugs(WorkspaceId.OPERATOR, clients));
  }

  Found of(CataloguedApp app) {
    AppSlug slug = app.definition().slug();
    return new Found(app, own.contains(slug) || (app.isOperators() && operators.contains(slug)));
  }

  private static Set<AppSlug> slugs(WorkspaceId owner, OAuthClients clients) {
    var slugs = new HashSet<AppSlug>();
    for (OAuthClient client : clients.list(owner)) {
      slugs.add(client.app());
    }
    return slugs;
  }
}
