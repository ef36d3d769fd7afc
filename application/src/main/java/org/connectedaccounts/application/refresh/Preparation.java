package org.connectedaccounts.application.refresh;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;

/** What can fail without a trace is done first: nothing has been sent yet. */
public final class Preparation {

  private static final Secret NOTHING = Secret.of("");

  private final AppCatalogue catalogue;
  private final TokenEndpoints endpoints;
  private final RecentClients clients;
  private final SecretVault vault;
  private final Supplier<UUID> ids;

  public Preparation(
      AppCatalogue catalogue,
      TokenEndpoints endpoints,
      RecentClients clients,
      SecretVault vault,
      Supplier<UUID> ids) {
    this.catalogue = catalogue;
    this.endpoints = endpoints;
    this.clients = clients;
    this.vault = vault;
    this.ids = ids;
  }

  /** Empty where there is nothing to refresh with. */
  Optional<PreparedRefresh> prepare(WithCredential found) {
    ConnectedAccount account = found.account();
    AppDefinition app =
        catalogue.corrected(account.origin().definition(), account.origin().method());
    AuthMethod method = app.method(account.origin().method()).orElseThrow();
    Credential before =
        vault.openCredential(found.credential().sealedFor(), found.credential().sealed());
    if (method.scheme() instanceof OAuth2 && before.refreshToken() == null) {
      return Optional.empty();
    }
    var attempt =
        new Attempt(
            account.workspace(),
            account.id(),
            ids.get(),
            account.generation(),
            account.origin().client());
    // Shows that what comes back can be sealed, and has the key for it at hand (R10).
    vault.seal(attempt.spareSealedFor(), NOTHING);
    OAuthClientId id = account.origin().client();
    OAuthClient client = id == null ? null : clients.clientOf(account, id);
    var endpoint = endpoints.of(account, app, method, client, before);
    return Optional.of(new PreparedRefresh(found, method, before, client, endpoint, attempt));
  }
}
