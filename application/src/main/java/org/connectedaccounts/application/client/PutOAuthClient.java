package org.connectedaccounts.application.client;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Sets an app's OAuth client up. The same client id: a new secret, for all accounts. Another one: a
 * new client for new accounts, while the old one lives until no account uses it.
 */
public final class PutOAuthClient {

  private final OAuthClients clients;
  private final SecretVault vault;
  private final ClientViews views;
  private final Surroundings surroundings;

  public PutOAuthClient(
      OAuthClients clients, SecretVault vault, ClientViews views, Surroundings surroundings) {
    this.clients = clients;
    this.vault = vault;
    this.views = views;
    this.surroundings = surroundings;
  }

  /** What it needs of the machine. */
  public record Surroundings(Randomness random, StoreClock clock, UnitOfWork unitOfWork) {}

  /**
   * @param clientSecret null for a public client, or to keep the secret of the same client id
   * @param scopes asked for instead of the definition's; empty: the definition's
   */
  public record Command(
      Caller caller,
      AppSlug app,
      String clientId,
      @Nullable Secret clientSecret,
      List<String> scopes) {}

  public ClientView handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    views.requireOAuthApp(owner, command.app());
    Optional<OAuthClient> put = put(owner, command);
    while (put.isEmpty()) {
      // Somebody else set another secret meanwhile, which is not to be taken back unseen.
      put = put(owner, command);
    }
    return views.view(owner, command.app(), put.get());
  }

  private Optional<OAuthClient> put(WorkspaceId owner, Command command) {
    OAuthClient same =
        clients
            .findCurrent(owner, command.app())
            .filter(client -> client.clientId().equals(command.clientId()))
            .orElse(null);
    OAuthClient next = same == null ? fresh(owner, command) : renewed(same, command);
    return surroundings.unitOfWork().call(() -> write(next, same))
        ? Optional.of(next)
        : Optional.empty();
  }

  private boolean write(OAuthClient client, @Nullable OAuthClient before) {
    if (before != null) {
      return clients.update(client, before.secretVersion());
    }
    clients.add(client);
    clients.removeUnused(client.owner(), client.app());
    return true;
  }

  private OAuthClient renewed(OAuthClient client, Command command) {
    Secret secret = command.clientSecret();
    int version = secret == null ? client.secretVersion() : client.secretVersion() + 1;
    return make(
        client.owner(),
        client.id(),
        command,
        secret == null ? client.secret() : seal(client.owner(), client.id(), version, secret),
        version);
  }

  private OAuthClient fresh(WorkspaceId owner, Command command) {
    var id = new OAuthClientId(surroundings.random().id());
    Secret secret = command.clientSecret();
    return make(owner, id, command, secret == null ? null : seal(owner, id, 1, secret), 1);
  }

  private Sealed seal(WorkspaceId owner, OAuthClientId id, int version, Secret secret) {
    return vault.seal(OAuthClient.sealedFor(owner, id, version), secret);
  }

  private OAuthClient make(
      WorkspaceId owner, OAuthClientId id, Command command, @Nullable Sealed secret, int version) {
    return new OAuthClient(
        owner,
        id,
        command.app(),
        command.clientId(),
        secret,
        version,
        command.scopes(),
        OAuthClient.Health.ACTIVE,
        true,
        surroundings.clock().now());
  }
}
