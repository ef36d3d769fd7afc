package org.connectedaccounts.application.client;

import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Looks up OAuth clients for the use cases that show or change them. */
public final class ClientViews {

  private final AppCatalogue catalogue;
  private final OAuthClients clients;
  private final ClientRegistration registration;
  private final ClientChoice choice;

  public ClientViews(
      AppCatalogue catalogue, OAuthClients clients, ClientRegistration registration) {
    this.catalogue = catalogue;
    this.clients = clients;
    this.registration = registration;
    this.choice = new ClientChoice(clients);
  }

  /** The app, which must have a method that needs an OAuth client. */
  CataloguedApp requireOAuthApp(WorkspaceId owner, AppSlug slug) {
    CataloguedApp app = catalogue.require(owner, slug);
    boolean oauth =
        app.definition().methods().stream().anyMatch(method -> method.scheme() instanceof OAuth2);
    if (!oauth) {
      throw Refusal.of(
          Refusal.Code.OAUTH_CLIENT_NOT_FOUND, "This app is connected without an OAuth client.");
    }
    return app;
  }

  /**
   * The client that the owner's new accounts would be made with, or what to register for a first
   * one.
   */
  ClientView effective(WorkspaceId owner, CataloguedApp app) {
    return view(owner, app.definition().slug(), choice.find(owner, app).orElse(null));
  }

  /** Of the owner's own client, or of what is shown in its place. */
  void require(Expectation expected, WorkspaceId owner, CataloguedApp app) {
    boolean own = clients.findCurrent(owner, app.definition().slug()).isPresent();
    expected.require(own, effective(owner, app).version());
  }

  /** Whether the owner's new accounts of the client's app would be made with it. */
  boolean isUsedBy(WorkspaceId owner, OAuthClient client) {
    return catalogue
        .find(owner, client.app())
        .flatMap(app -> choice.find(owner, app))
        .filter(client::equals)
        .isPresent();
  }

  /** The owner's own client. */
  ClientView current(WorkspaceId owner, AppSlug app) {
    return view(owner, app, clients.findCurrent(owner, app).orElse(null));
  }

  /** With the redirect URI of the owner's own registration, even where the operator's serves it. */
  ClientView view(WorkspaceId owner, AppSlug app, @Nullable OAuthClient client) {
    long accounts = client == null ? 0 : clients.countAccounts(owner, client.id());
    return new ClientView(app, registration.redirectUri(owner, app), client, accounts);
  }
}
