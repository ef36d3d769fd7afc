package org.connectedaccounts.application.client;

import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Takes the owner's OAuth client of an app away; refused while accounts are bound to it, since they
 * would die.
 */
public final class DeleteOAuthClient {

  private final OAuthClients clients;
  private final ClientKeeping keeping;
  private final UnitOfWork unitOfWork;

  public DeleteOAuthClient(OAuthClients clients, ClientKeeping keeping, UnitOfWork unitOfWork) {
    this.clients = clients;
    this.keeping = keeping;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, AppSlug app, Expectation expected) {

    /** In whatever state it is. */
    public Command(Caller caller, AppSlug app) {
      this(caller, app, Expectation.anything());
    }
  }

  public void handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    unitOfWork.run(() -> remove(owner, command));
  }

  private void remove(WorkspaceId owner, Command command) {
    AppSlug app = command.app();
    clients.hold(owner);
    OAuthClient client =
        clients
            .findCurrent(owner, app)
            .orElseThrow(
                () ->
                    Refusal.of(
                        Code.OAUTH_CLIENT_NOT_FOUND, "No OAuth client of this app was put here."));
    if (clients.countAccounts(owner, client.id()) > 0) {
      throw Refusal.of(
          Code.OAUTH_CLIENT_IN_USE,
          "Accounts are bound to this client; remove them first, or put another client beside it.");
    }
    command.expected().require(client.version());
    if (keeping.isFor(owner)) {
      // In the order in which others lock the two.
      keeping.remove(app);
    }
    clients.remove(owner, client.id());
    clients.removeUnused(owner, app);
  }
}
