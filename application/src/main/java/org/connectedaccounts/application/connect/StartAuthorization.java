package org.connectedaccounts.application.connect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.catalog.Chosen;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Authorizing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Begins the authorization code grant and answers the URL that the user's browser must open. */
public final class StartAuthorization {

  private final Sessions sessions;
  private final Clients clients;
  private final ConsentScopes scopes;
  private final SecretVault vault;
  private final Fingerprints fingerprints;
  private final Surroundings surroundings;

  public StartAuthorization(
      Sessions sessions,
      Clients clients,
      ConsentScopes scopes,
      SecretVault vault,
      Fingerprints fingerprints,
      Surroundings surroundings) {
    this.sessions = sessions;
    this.clients = clients;
    this.scopes = scopes;
    this.vault = vault;
    this.fingerprints = fingerprints;
    this.surroundings = surroundings;
  }

  /** Sessions and whose they are. */
  public record Sessions(SessionAccess access, Attempts attempts, Workspaces workspaces) {}

  /** Apps and the clients to connect them with. */
  public record Clients(
      AppCatalogue catalogue, ClientChoice choice, ClientRegistration registration) {}

  /**
   * @param auth id of the method; null: the app's first OAuth method
   * @param scopes asked for beside those of session and definition
   */
  public record Command(
      Caller caller,
      SessionId session,
      AppSlug app,
      @Nullable String auth,
      Map<String, String> fields,
      List<String> scopes) {}

  /** To be opened in the user's browser. */
  public record Started(String authorizationUrl) {}

  public Started handle(Command command) {
    ConnectSession session = sessions.access().requireOpen(command.caller(), command.session());
    Chosen chosen = choose(session, command);
    boolean page = SessionAccess.isPage(command.caller());
    requireWayBack(session);
    OAuth2 scheme = (OAuth2) chosen.method().scheme();
    OAuthClient client = clients.choice().require(session.workspace(), chosen.app());
    List<String> asked = scopes.of(session, client, scheme, command.scopes());
    Secret state = surroundings.random().token();
    Secret verifier =
        scheme.consent().pkce() == PkceMethod.NONE ? null : surroundings.random().token();
    String redirectUri = clients.registration().redirectUri(client.owner(), client.app());
    Credential typed = chosen.credential();
    String url =
        AuthorizationUrl.write(
            new AuthorizationUrl.Parts(
                scheme, client.clientId(), redirectUri, asked, state, verifier, typed, moment()));
    AuthorizationAttempt attempt =
        attempt(session, chosen, new Request(client, redirectUri, state, verifier, page), asked);
    sessions.attempts().begin(session, attempt, chosen.app(), new Authorizing(attempt.id()));
    return new Started(url);
  }

  private Moment moment() {
    return new Moment(
        surroundings.clock().now(), surroundings.random()::id, surroundings.random()::token);
  }

  private Chosen choose(ConnectSession session, Command command) {
    if (!session.request().allows(command.app())) {
      throw Refusal.of(Code.APP_NOT_ALLOWED, "This session is for other apps.");
    }
    CataloguedApp app = clients.catalogue().require(session.workspace(), command.app());
    AuthMethod method =
        Chosen.method(app, command.auth(), candidate -> candidate.scheme() instanceof OAuth2);
    return new Chosen(app, method, command.fields()).checked();
  }

  /**
   * Without a registered return URL nobody could hand the handle to the caller's backend: our own
   * page may lose its opener, and a frame on another site its cookie.
   */
  private void requireWayBack(ConnectSession session) {
    Workspace workspace =
        sessions.workspaces().find(session.workspace()).orElseThrow(SessionAccess::unknown);
    if (session.request().returnUrl() == null && workspace.returnUrls().isEmpty()) {
      throw Refusal.of(
          Code.RETURN_URL_MISSING,
          "Register a return URL for the workspace (PATCH /v1/workspaces/{id}), so that the browser"
              + " can come back.");
    }
  }

  private record Request(
      OAuthClient client,
      String redirectUri,
      Secret state,
      @Nullable Secret verifier,
      boolean page) {}

  private AuthorizationAttempt attempt(
      ConnectSession session, Chosen chosen, Request request, List<String> asked) {
    var workspace = session.workspace();
    var id = new AttemptId(surroundings.random().id());
    OAuthClient client = request.client();
    Secret verifier = request.verifier();
    var authorization =
        new AuthorizationRequest(
            client.id(),
            client.owner(),
            request.page(),
            clients.registration().context(client.owner(), client.app()),
            fingerprints.of(Purpose.STATE, request.state()),
            request.redirectUri(),
            verifier == null
                ? null
                : vault.seal(AuthorizationAttempt.sealedFor(workspace, id, "verifier"), verifier),
            null);
    Instant expiresAt = surroundings.clock().now().plus(surroundings.policy().attempt());
    return new AuthorizationAttempt(
        workspace,
        id,
        session.id(),
        chosen.app().ref(),
        chosen.methodId(),
        authorization,
        asked,
        vault.sealCredential(
            AuthorizationAttempt.sealedFor(workspace, id, "credential"), chosen.credential()),
        false,
        null,
        expiresAt);
  }
}
