package org.connectedaccounts.application.connect;

import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.application.account.CredentialCheck;
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
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a kept authorization code, at the endpoint of the definition that the attempt was made
 * with.
 */
public final class CodeExchange {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final AuthorizationServer server;
  private final TokenEndpoints endpoints;
  private final AppCatalogue catalogue;
  private final Store store;
  private final Attempts attempts;

  public CodeExchange(
      AuthorizationServer server,
      TokenEndpoints endpoints,
      AppCatalogue catalogue,
      Store store,
      Attempts attempts) {
    this.server = server;
    this.endpoints = endpoints;
    this.catalogue = catalogue;
    this.store = store;
    this.attempts = attempts;
  }

  /** Where things are kept. */
  public record Store(
      ConnectSessions sessions,
      OAuthClients clients,
      ClientHealth health,
      SecretVault vault,
      UnitOfWork unitOfWork) {}

  Attempted attempted(ConnectSession session, AuthorizationAttempt attempt) {
    AppDefinition app = catalogue.made(attempt.definition());
    return new Attempted(
        session,
        attempt,
        app,
        app.method(attempt.method())
            .orElseThrow(() -> new IllegalStateException("a snapshot has lost its method")));
  }

  Issued exchange(Attempted attempted, AuthorizationRequest request, Credential typed) {
    AuthorizationAttempt attempt = attempted.attempt();
    OAuthClient client =
        store
            .clients()
            .find(request.clientOwner(), request.client())
            .orElseThrow(
                () -> failed(attempted, Code.APP_NOT_CONNECTABLE, "The OAuth client is gone."));
    boolean trusted = attempt.definition().owner().equals(WorkspaceId.OPERATOR);
    Endpoint endpoint = endpoints.of(attempted.app(), attempted.method(), trusted, client, typed);
    TokenAnswer answer =
        server.exchangeCode(
            endpoint,
            store.vault().open(attempt.sealedFor("code"), Objects.requireNonNull(request.code())),
            request.redirectUri(),
            verifier(attempt, request));
    return issued(attempted, client, answer);
  }

  /** Within a unit of work: an account that moved to another client may have been the last. */
  void forgetUnusedClients(WorkspaceId workspace, AppSlug app) {
    store.clients().removeUnused(workspace, app);
    store.clients().removeUnused(WorkspaceId.OPERATOR, app);
  }

  private @Nullable Secret verifier(AuthorizationAttempt attempt, AuthorizationRequest request) {
    return request.verifier() == null
        ? null
        : store.vault().open(attempt.sealedFor("verifier"), request.verifier());
  }

  private Issued issued(Attempted attempted, OAuthClient client, TokenAnswer answer) {
    return switch (answer) {
      case Issued issued -> {
        store.health().working(client);
        if (!issued.foreignHosts().isEmpty()) {
          throw failed(attempted, Code.PROVIDER_ERROR, CredentialCheck.foreign(issued));
        }
        yield issued;
      }
      case Refused refused -> throw refused(attempted, client, refused);
      case Throttled(var after) -> {
        giveBack(attempted);
        throw Refusal.unavailable(
            Code.PROVIDER_UNAVAILABLE,
            "The provider asks to wait; complete again later.",
            Objects.requireNonNullElse(after, SOON));
      }
      case NotSent(var cause) -> throw notSent(attempted, cause);
      case Unknown _ -> {
        String detail =
            "The provider's answer was lost, and the code with it; start authorize again.";
        attempts.fail(attempted.session(), Code.PROVIDER_TIMEOUT, detail);
        throw Refusal.unavailable(Code.PROVIDER_TIMEOUT, detail, SOON);
      }
    };
  }

  private Refusal refused(Attempted attempted, OAuthClient client, Refused refused) {
    if (refused.error().equals("invalid_grant")) {
      return failed(
          attempted,
          Code.AUTHORIZATION_CODE_EXPIRED,
          "The provider no longer takes the code (some live for a minute only); start authorize"
              + " again.");
    }
    if (ClientHealth.isClientFault(refused.error())) {
      store.health().broken(client, refused.error());
    }
    return failed(
        attempted,
        Code.TOKEN_REJECTED,
        "The provider refused to issue a token: " + refused.error() + ".");
  }

  private Refusal notSent(Attempted attempted, Cause cause) {
    if (cause == Cause.DESTINATION_REFUSED) {
      return failed(
          attempted,
          Code.DESTINATION_REFUSED,
          "The token endpoint has an address that this service does not call.");
    }
    giveBack(attempted);
    return Refusal.unavailable(
        Code.PROVIDER_UNAVAILABLE,
        "The provider cannot be reached; nothing was sent. Complete again.",
        SOON);
  }

  /** The code is unspent, so the same handle may try again. */
  private void giveBack(Attempted attempted) {
    AuthorizationAttempt attempt = attempted.attempt();
    store.unitOfWork().run(() -> store.sessions().returnHandle(attempt.workspace(), attempt.id()));
  }

  private Refusal failed(Attempted attempted, Code code, String detail) {
    attempts.fail(attempted.session(), code, detail);
    return Refusal.of(code, detail);
  }
}
