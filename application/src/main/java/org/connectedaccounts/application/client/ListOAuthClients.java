package org.connectedaccounts.application.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * The OAuth clients that the caller's accounts can be made with: its own, and the operator's that
 * it does not override.
 */
public final class ListOAuthClients {

  private final OAuthClients clients;
  private final ClientViews views;

  public ListOAuthClients(OAuthClients clients, ClientViews views) {
    this.clients = clients;
    this.views = views;
  }

  public record Command(Caller caller) {}

  public List<ClientView> handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    var seen = new HashSet<AppSlug>();
    var found = new ArrayList<ClientView>();
    for (OAuthClient client : clients.list(owner)) {
      seen.add(client.app());
      found.add(views.view(owner, client.app(), client));
    }
    if (!owner.equals(WorkspaceId.OPERATOR)) {
      clients.list(WorkspaceId.OPERATOR).stream()
          .filter(client -> !seen.contains(client.app()))
          .filter(client -> views.isUsedBy(owner, client))
          .forEach(client -> found.add(views.view(owner, client.app(), client)));
    }
    found.sort((a, b) -> a.app().value().compareTo(b.app().value()));
    return found;
  }
}
