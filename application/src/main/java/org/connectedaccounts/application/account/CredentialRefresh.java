package org.connectedaccounts.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Gets an account new access tokens: once per account at a time in this process, and written only
 * onto the generation that it started from. What became of it is a result, since even a dead grant
 * is something to keep.
 */
public final class CredentialRefresh {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ConnectedAccounts accounts;
  private final AppCatalogue catalogue;
  private final AuthorizationServer server;
  private final Clients clients;
  private final SecretVault vault;
  private final Store store;
  private final Map<Key, CompletableFuture<Result>> running = new ConcurrentHashMap<>();

  public CredentialRefresh(
      ConnectedAccounts accounts,
      AppCatalogue catalogue,
      AuthorizationServer server,
      Clients clients,
      SecretVault vault,
      Store store) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.server = server;
    this.clients = clients;
    this.vault = vault;
    this.store = store;
  }

  /** Where tokens come from, and whether our client is still taken there. */
  public record Clients(TokenEndpoints endpoints, ClientHealth health) {}

  /** What it needs of the store. */
  public record Store(StoreClock clock, UnitOfWork unitOfWork) {}

  /** What became of a refresh. */
  sealed interface Result {}

  /** There is a new generation, or another call made one meanwhile. */
  record Refreshed() implements Result {}

  /** Only a reconnect helps; the account says why. */
  record Dead() implements Result {}

  /**
   * Not now, and nothing is lost.
   *
   * @param retryAfter when to try again at the earliest
   */
  record Later(Reason reason, Duration retryAfter) implements Result {}

  private record Key(WorkspaceId workspace, AccountId account) {}

  /** One provider call for all who ask at the same time; the others wait for its result. */
  Result refresh(WithCredential found) {
    var key = new Key(found.account().workspace(), found.account().id());
    var mine = new CompletableFuture<Result>();
    CompletableFuture<Result> first = running.putIfAbsent(key, mine);
    if (first != null) {
      return await(first);
    }
    try {
      Result result = refreshIfUnchanged(found);
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
    }
  }

  private static Result await(CompletableFuture<Result> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("the refresh that this call waited for failed", e.getCause());
    }
  }

  /** Whoever read before the call ahead wrote must not spend the refresh token a second time. */
  private Result refreshIfUnchanged(WithCredential found) {
    var current =
        accounts
            .findWithCredential(found.account().workspace(), found.account().id())
            .orElseThrow(AccountViews::unknown);
    if (current.account().generation() != found.account().generation()) {
      return new Refreshed();
    }
    return current.account().status().isUsable() ? ask(current) : new Dead();
  }

  private Result ask(WithCredential current) {
    ConnectedAccount account = current.account();
    AppDefinition app =
        catalogue.corrected(account.origin().definition(), account.origin().method());
    AuthMethod method = app.method(account.origin().method()).orElseThrow();
    Credential before =
        vault.openCredential(current.credential().sealedFor(), current.credential().sealed());
    Endpoint endpoint = clients.endpoints().of(account, app, method, before);
    Instant asked = store.clock().now();
    TokenAnswer answer = call(method, endpoint, before, account.scopes());
    if (answer == null) {
      return Freshness.isAlive(current)
          ? new Later(Reason.NO_REFRESH_TOKEN, SOON)
          : dead(account, Reason.NO_REFRESH_TOKEN, null);
    }
    return switch (answer) {
      case Issued issued ->
          keep(current, method, GrantedTokens.refreshed(before, issued, asked), issued);
      case Refused refused -> refused(account, method, refused);
      case Throttled(var after) ->
          later(account, Reason.THROTTLED, Objects.requireNonNullElse(after, SOON));
      case NotSent _ -> later(account, Reason.PROVIDER_DOWN, SOON);
      case Unknown _ -> later(account, Reason.PROVIDER_DOWN, SOON);
    };
  }

  /** Null where there is nothing to refresh with. */
  private @Nullable TokenAnswer call(
      AuthMethod method, Endpoint endpoint, Credential before, GrantedScopes scopes) {
    return switch (method.scheme()) {
      case OAuth2 _ ->
          before.refreshToken() == null
              ? null
              : server.refresh(endpoint, before.refreshToken(), scopes.granted());
      case ClientCredentials scheme ->
          server.clientCredentials(endpoint, scheme.scopes().defaults());
      case Keys _ -> null;
    };
  }

  private Result keep(WithCredential current, AuthMethod method, Credential next, Issued issued) {
    ConnectedAccount before = current.account();
    Instant now = store.clock().now();
    List<String> granted = issued.scopes();
    ConnectedAccount after =
        before
            .withGeneration(before.generation() + 1)
            .withScopes(
                granted == null
                    ? before.scopes()
                    : new GrantedScopes(before.scopes().requested(), granted))
            .withStatus(
                before.status().state() == AccountStatus.State.ACTIVE
                    ? before.status()
                    : AccountStatus.active(now))
            .withTimes(
                before
                    .times()
                    .refreshedAt(now)
                    .expiring(next.expiresAt(), before.times().willDieAt()));
    CredentialGeneration child = child(current, after, next, method);
    store.unitOfWork().call(() -> accounts.advance(after, child));
    healthy(before);
    return new Refreshed();
  }

  private CredentialGeneration child(
      WithCredential current, ConnectedAccount after, Credential next, AuthMethod method) {
    var place = CredentialGeneration.sealedFor(after.workspace(), after.id(), after.generation());
    return new CredentialGeneration(
        after.workspace(),
        after.id(),
        after.generation(),
        current.account().generation(),
        vault.sealCredential(place, next),
        next.expiresAt(),
        GrantedTokens.idleDeadline(
            method.scheme(), Objects.requireNonNull(after.times().lastRefreshedAt())),
        current.credential().refreshHardExpiry());
  }

  private Result refused(ConnectedAccount account, AuthMethod method, Refused refused) {
    if (method.scheme() instanceof ClientCredentials) {
      return ClientHealth.isClientFault(refused.error())
          ? dead(account, Reason.KEY_REJECTED, refused.error())
          : later(account, Reason.PROVIDER_DOWN, SOON);
    }
    Reason reason = RefusedGrant.reason(refused);
    if (reason != null) {
      return dead(account, reason, refused.error());
    }
    OAuthClientId client = account.origin().client();
    if (client != null && ClientHealth.isClientFault(refused.error())) {
      clients.health().broken(clients.endpoints().clientOf(account, client), refused.error());
      return new Later(Reason.OAUTH_CLIENT_BROKEN, Duration.ofMinutes(1));
    }
    return later(account, Reason.PROVIDER_DOWN, SOON);
  }

  private void healthy(ConnectedAccount account) {
    OAuthClientId client = account.origin().client();
    if (client != null) {
      clients.health().working(clients.endpoints().clientOf(account, client));
    }
  }

  private Result dead(ConnectedAccount account, Reason reason, @Nullable String error) {
    AccountStatus dead = AccountStatus.reauthorizationRequired(reason, error, store.clock().now());
    return mark(account, dead) ? new Dead() : new Refreshed();
  }

  private Result later(ConnectedAccount account, Reason reason, Duration retryAfter) {
    if (account.status().reason() != reason) {
      mark(account, AccountStatus.degraded(reason, store.clock().now()));
    }
    return new Later(reason, retryAfter);
  }

  /** Applies to the generation that failed, and to no later one: false if there is one. */
  private boolean mark(ConnectedAccount account, AccountStatus status) {
    return store
        .unitOfWork()
        .call(
            () ->
                accounts.updateStatus(
                    account.workspace(), account.id(), account.generation(), status));
  }
}
