package org.connectedaccounts.application.refresh;

import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;

/** Ends a grant at the provider, where the definition knows how and nobody else lives on it. */
public final class GrantRevocation {

  private final ConnectedAccounts accounts;
  private final AppCatalogue catalogue;
  private final AuthorizationServer server;
  private final TokenEndpoints endpoints;
  private final SecretVault vault;

  public GrantRevocation(
      ConnectedAccounts accounts,
      AppCatalogue catalogue,
      AuthorizationServer server,
      TokenEndpoints endpoints,
      SecretVault vault) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.server = server;
    this.endpoints = endpoints;
    this.vault = vault;
  }

  /** What was done at the provider. */
  public enum Outcome {
    REVOKED,
    NOT_SUPPORTED,
    FAILED,
    SKIPPED_SHARED_GRANT,
    NOTHING_TO_REVOKE
  }

  public Outcome revoke(WithCredential found) {
    ConnectedAccount account = found.account();
    AppDefinition app =
        catalogue.corrected(account.origin().definition(), account.origin().method());
    AuthMethod method = app.method(account.origin().method()).orElseThrow();
    return leftAlone(account, method).orElseGet(() -> ask(found, app, method));
  }

  /**
   * Ends what came when its account was gone already; {@code known} of the endpoint is the token.
   */
  Outcome revokeOrphan(ConnectedAccount gone, Endpoint endpoint) {
    return leftAlone(gone, endpoint.method()).orElseGet(() -> ask(endpoint));
  }

  /** Why the provider is not asked; empty if it is. */
  private Optional<Outcome> leftAlone(ConnectedAccount account, AuthMethod method) {
    OAuthClientId client = account.origin().client();
    if (!(method.scheme() instanceof OAuth2 oauth) || client == null) {
      return Optional.of(Outcome.NOTHING_TO_REVOKE);
    }
    if (oauth.revocation() == null) {
      return Optional.of(Outcome.NOT_SUPPORTED);
    }
    return oauth.grant() == GrantSharing.SHARED && isShared(account, client)
        ? Optional.of(Outcome.SKIPPED_SHARED_GRANT)
        : Optional.empty();
  }

  /** A secret that does not open cannot be shown to the provider, and is no reason to stay. */
  private Outcome ask(WithCredential found, AppDefinition app, AuthMethod method) {
    ConnectedAccount account = found.account();
    OAuthClientId id = Objects.requireNonNull(account.origin().client(), "client");
    Optional<OAuthClient> client = endpoints.findClient(account, id);
    if (client.isEmpty()) {
      return Outcome.FAILED;
    }
    Endpoint endpoint;
    try {
      Credential credential =
          vault.openCredential(found.credential().sealedFor(), found.credential().sealed());
      endpoint = endpoints.of(account, app, method, client.get(), credential);
    } catch (Unopenable _) {
      return Outcome.FAILED;
    }
    return ask(endpoint);
  }

  private Outcome ask(Endpoint endpoint) {
    return switch (server.revoke(endpoint)) {
      case REVOKED -> Outcome.REVOKED;
      case NOT_SUPPORTED -> Outcome.NOT_SUPPORTED;
      case FAILED -> Outcome.FAILED;
    };
  }

  /** Without a known subject nobody can say who else lives on the grant, so it is left alone. */
  private boolean isShared(ConnectedAccount account, OAuthClientId client) {
    Identity identity = account.identity();
    return identity == null || accounts.sharesGrant(account, client, identity.id());
  }
}
