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
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.jspecify.annotations.Nullable;

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
   * @param unlisted missing, and in no list that we know of, so that it may be a slip of the pen
   */
  public record Outlook(List<String> missing, List<String> atRisk, List<String> unlisted) {
    static final Outlook NOTHING = new Outlook(List.of(), List.of(), List.of());
  }

  /**
   * @param besides what this call names
   */
  List<String> of(ConnectSession session, OAuthClient client, OAuth2 scheme, List<String> besides) {
    var scopes = new LinkedHashSet<String>(own(client, scheme));
    AccountId reconnect = session.request().account();
    Optional<Listed> account =
        reconnect == null ? Optional.empty() : accounts.findListed(session.workspace(), reconnect);
    if (account.isPresent()
        && session.progress() instanceof Failed failed
        && failed.isForScopes()) {
      // One wrong scope must not lock an account out: now for what it has, and nothing more.
      scopes.addAll(account.get().account().scopes().granted());
      return List.copyOf(scopes);
    }
    scopes.addAll(session.request().scopes());
    scopes.addAll(besides);
    account.ifPresent(
        listed -> {
          scopes.addAll(listed.account().scopes().requested());
          scopes.addAll(listed.neededScopes());
        });
    return List.copyOf(scopes);
  }

  /** Of what an attempt asked for, what neither the app's client nor its definition lists. */
  List<String> beyondOwn(AuthorizationAttempt attempt, OAuth2 scheme) {
    List<String> own =
        catalogue
            .find(attempt.workspace(), attempt.definition().slug())
            .flatMap(app -> clients.find(attempt.workspace(), app))
            .map(client -> own(client, scheme))
            .orElseGet(() -> defaults(scheme));
    return without(attempt.scopes(), own);
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
    List<String> missing = account.scopes().missing(wanted);
    CataloguedApp app = catalogue.find(account.workspace(), account.app()).orElse(null);
    Optional<OAuthClient> client =
        app == null ? Optional.empty() : clients.find(account.workspace(), app);
    Optional<OAuth2> scheme = app == null ? Optional.empty() : oauth(app.definition(), account);
    if (client.isEmpty() || scheme.isEmpty()) {
      return new Outlook(missing, List.of(), List.of());
    }
    List<String> own = own(client.get(), scheme.get());
    boolean listing = !client.get().scopes().isEmpty();
    List<String> atRisk = atRisk(listed, own, listing ? null : defaults(formerly.get()));
    return new Outlook(missing, atRisk, without(missing, own));
  }

  /**
   * @param formerDefaults of a client without scopes of its own only what the app's definition once
   *     had by default is at risk; null: of any
   */
  private static List<String> atRisk(
      Listed listed, List<String> own, @Nullable List<String> formerDefaults) {
    List<String> granted = listed.account().scopes().granted();
    return without(listed.neededScopes(), own).stream()
        .filter(granted::contains)
        .filter(scope -> formerDefaults == null || formerDefaults.contains(scope))
        .toList();
  }

  private static List<String> without(List<String> scopes, List<String> others) {
    return scopes.stream().filter(scope -> !others.contains(scope)).toList();
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
