package org.connectedaccounts.application.client;

import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Puts together where to ask for tokens, and as which client. */
public final class TokenEndpoints {

  private final OAuthClients clients;
  private final SecretVault vault;

  public TokenEndpoints(OAuthClients clients, SecretVault vault) {
    this.clients = clients;
    this.vault = vault;
  }

  /** The endpoint with an OAuth client of ours. */
  public Endpoint of(
      AppDefinition app, AuthMethod method, boolean trusted, OAuthClient client, Credential known) {
    var authentication =
        new ClientAuthentication(
            client.clientId(),
            open(client, client.secret(), client.secretVersion()),
            former(client));
    return new Endpoint(app, method, trusted, authentication, known);
  }

  private @Nullable Secret former(OAuthClient client) {
    OAuthClient.Former former = client.former();
    try {
      return former == null ? null : open(client, former.secret(), former.version());
    } catch (SecretVault.Unopenable _) {
      // The vault has raised the alarm; the secret of today is not affected.
      return null;
    }
  }

  private @Nullable Secret open(OAuthClient client, @Nullable Sealed secret, int version) {
    return secret == null
        ? null
        : vault.open(OAuthClient.sealedFor(client.owner(), client.id(), version), secret);
  }

  /** The endpoint with the client that the user typed in (RFC 6749, 4.4), where there is one. */
  public Endpoint ofTyped(AppDefinition app, AuthMethod method, boolean trusted, Credential known) {
    var client =
        method.scheme() instanceof ClientCredentials
            ? new ClientAuthentication(
                Objects.requireNonNull(known.inputs().get(ClientCredentials.CLIENT_ID)),
                known.secrets().get(ClientCredentials.CLIENT_SECRET))
            : ClientAuthentication.NONE;
    return new Endpoint(app, method, trusted, client, known);
  }

  /** The endpoint for an account as it stands. */
  public Endpoint of(
      ConnectedAccount account, AppDefinition app, AuthMethod method, Credential credential) {
    OAuthClientId id = account.origin().client();
    OAuthClient client = id == null ? null : clientOf(account, id);
    return of(account, app, method, client, credential);
  }

  /** The endpoint with the client that the account is bound to; null: the one that was typed. */
  public Endpoint of(
      ConnectedAccount account,
      AppDefinition app,
      AuthMethod method,
      @Nullable OAuthClient client,
      Credential credential) {
    boolean trusted = account.origin().definition().owner().equals(WorkspaceId.OPERATOR);
    return client == null
        ? ofTyped(app, method, trusted, credential)
        : of(app, method, trusted, client, credential);
  }

  /** Empty only once the account is removed: the last one takes a former client with it. */
  public Optional<OAuthClient> findClient(ConnectedAccount account, OAuthClientId id) {
    return clients.findFor(account.workspace(), id);
  }

  /** The OAuth client that the account is bound to. */
  public OAuthClient clientOf(ConnectedAccount account, OAuthClientId id) {
    return findClient(account, id)
        .orElseThrow(() -> new IllegalStateException(account.id() + " has lost its OAuth client"));
  }
}
