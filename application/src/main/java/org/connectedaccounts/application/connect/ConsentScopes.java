package org.connectedaccounts.application.connect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Listed;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionRequest;

/**
 * What a consent asks for. A provider gives a reconnected account what this consent asks for and
 * nothing else, so it asks again for all that was asked for before and that steps need.
 */
public final class ConsentScopes {

  private final ConnectedAccounts accounts;
  private final AppCatalogue catalogue;
  private final ClientChoice clients;

  public ConsentScopes(ConnectedAccounts accounts, AppCatalogue catalogue, ClientChoice clients) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.clients = clients;
  }

  /**
   * What a reconnect is for, and what it may lose.
   *
   * @param missing needed by the account's steps, or named by the session, and not granted
   * @param atRisk needed and granted, and no longer what the app's client asks for by itself
   */
  public record Outlook(List<String> missing, List<String> atRisk) {
    static final Outlook NOTHING = new Outlook(List.of(), List.of());
  }

  /**
   * @param besides what this call names
   */
  List<String> of(ConnectSession session, OAuthClient client, OAuth2 scheme, List<String> besides) {
    var scopes = new LinkedHashSet<String>(own(client, scheme));
    scopes.addAll(session.request().scopes());
    scopes.addAll(besides);
    AccountId reconnect = session.request().account();
    if (reconnect != null) {
      accounts
          .findListed(session.workspace(), reconnect)
          .ifPresent(
              listed -> {
                scopes.addAll(listed.account().scopes().requested());
                scopes.addAll(listed.neededScopes());
              });
    }
    return List.copyOf(scopes);
  }

  Outlook outlook(Listed listed, SessionRequest request) {
    ConnectedAccount account = listed.account();
    AppDefinition made = catalogue.made(account.origin().definition());
    Optional<OAuth2> formerly = oauth(made, account);
    if (formerly.isEmpty()) {
      return Outlook.NOTHING;
    }
    List<String> wanted =
        Stream.concat(listed.neededScopes().stream(), request.scopes().stream())
            .distinct()
            .toList();
    return new Outlook(account.scopes().missing(wanted), atRisk(listed, defaults(formerly.get())));
  }

  /** Of a client without scopes of its own only what the app's definition once had by default. */
  private List<String> atRisk(Listed listed, List<String> formerDefaults) {
    ConnectedAccount account = listed.account();
    CataloguedApp app = catalogue.find(account.workspace(), account.app()).orElse(null);
    if (app == null) {
      return List.of();
    }
    Optional<OAuthClient> client = clients.find(account.workspace(), app);
    Optional<OAuth2> scheme = oauth(app.definition(), account);
    if (client.isEmpty() || scheme.isEmpty()) {
      return List.of();
    }
    List<String> own = own(client.get(), scheme.get());
    boolean listing = !client.get().scopes().isEmpty();
    return listed.neededScopes().stream()
        .filter(account.scopes().granted()::contains)
        .filter(scope -> !own.contains(scope))
        .filter(scope -> listing || formerDefaults.contains(scope))
        .toList();
  }

  private static Optional<OAuth2> oauth(AppDefinition app, ConnectedAccount account) {
    return app.method(account.origin().method())
        .map(AuthMethod::scheme)
        .filter(OAuth2.class::isInstance)
        .map(OAuth2.class::cast);
  }

  private static List<String> own(OAuthClient client, OAuth2 scheme) {
    return client.scopes().isEmpty() ? defaults(scheme) : client.scopes();
  }

  private static List<String> defaults(OAuth2 scheme) {
    return scheme.consent().scopes().defaults();
  }
}
