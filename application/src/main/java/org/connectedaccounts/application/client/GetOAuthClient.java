package org.connectedaccounts.application.client;

import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * The OAuth client of an app, and the redirect URI to register; answers before anything was put.
 */
public final class GetOAuthClient {

  private final ClientViews views;

  public GetOAuthClient(ClientViews views) {
    this.views = views;
  }

  public record Command(Caller caller, AppSlug app) {}

  public ClientView handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    return views.effective(owner, views.requireOAuthApp(owner, command.app()));
  }
}
