package org.connectedaccounts.application.client;

import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Carries what is set up here to where the operator's people keep their OAuth clients. */
public final class ClientKeeping {

  private final OperatorClients kept;
  private final OAuthClients clients;
  private final SecretVault vault;

  public ClientKeeping(OperatorClients kept, OAuthClients clients, SecretVault vault) {
    this.kept = kept;
    this.clients = clients;
    this.vault = vault;
  }

  boolean isFor(WorkspaceId owner) {
    return owner.equals(WorkspaceId.OPERATOR) && kept.isUsed();
  }

  /**
   * @return the version that it became
   * @throws Refusal OAUTH_CLIENT_CHANGED if there is a version that was not loaded yet
   */
  int put(Registration registration) {
    AppSlug app = registration.app();
    var entry =
        new Entry(app, 0, registration.clientId(), secret(registration), registration.scopes());
    return kept.put(entry, clients.notedVersion(app))
        .orElseThrow(
            () ->
                Refusal.of(
                    Code.OAUTH_CLIENT_CHANGED,
                    "Somebody changed this client where the operator keeps it; look at it when it"
                        + " is loaded, in half a minute, and put yours again."));
  }

  /** An entry is whole, also where only scopes change. */
  private @Nullable Secret secret(Registration registration) {
    return registration.secret() != null
        ? registration.secret()
        : clients
            .findCurrent(registration.owner(), registration.app())
            .filter(client -> client.clientId().equals(registration.clientId()))
            .map(this::open)
            .orElse(null);
  }

  private @Nullable Secret open(OAuthClient client) {
    return client.secret() == null
        ? null
        : vault.open(
            OAuthClient.sealedFor(client.owner(), client.id(), client.secretVersion()),
            client.secret());
  }

  /** Within the unit of work that removes the client. */
  void remove(AppSlug app) {
    clients.forgetVersion(app);
    kept.remove(app);
  }
}
