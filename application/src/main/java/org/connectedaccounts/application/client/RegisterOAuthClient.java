package org.connectedaccounts.application.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.port.ClientRegistrar;
import org.connectedaccounts.application.port.ClientRegistrar.DestinationRefused;
import org.connectedaccounts.application.port.ClientRegistrar.Refused;
import org.connectedaccounts.application.port.ClientRegistrar.Registered;
import org.connectedaccounts.application.port.ClientRegistrar.Unreachable;
import org.connectedaccounts.application.port.ClientRegistrar.Wanted;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Has the app's authorization server make a client for us, and sets that up: what a person would
 * otherwise do in the app's console.
 */
public final class RegisterOAuthClient {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String OPERATORS_NAME = "Connected Accounts";

  private final ClientViews views;
  private final ClientRegistrar registrar;
  private final PutOAuthClient put;
  private final Workspaces workspaces;

  public RegisterOAuthClient(
      ClientViews views, ClientRegistrar registrar, PutOAuthClient put, Workspaces workspaces) {
    this.views = views;
    this.registrar = registrar;
    this.put = put;
    this.workspaces = workspaces;
  }

  /**
   * @param name null: that of the workspace
   * @param scopes registered, and asked for instead of the definition's; empty: the definition's
   *     are asked for, and which may be is left to the server
   * @param initialAccessToken null where anybody may register
   */
  public record Command(
      Caller caller,
      AppSlug app,
      @Nullable String name,
      List<String> scopes,
      @Nullable Secret initialAccessToken) {}

  public ClientView handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    CataloguedApp app = views.requireOAuthApp(owner, command.app());
    Registered client = register(wanted(owner, app, command));
    return put.handle(
        new PutOAuthClient.Command(
            command.caller(), command.app(), client.clientId(), client.secret(), command.scopes()));
  }

  private Wanted wanted(WorkspaceId owner, CataloguedApp app, Command command) {
    OAuth2 method = registrable(app).orElseThrow(RegisterOAuthClient::unsupported);
    String name =
        Optional.ofNullable(command.name())
            .or(() -> workspaces.find(owner).map(Workspace::name))
            .orElse(OPERATORS_NAME);
    // Not the definition's: servers refuse to register scopes that every client may ask for.
    return new Wanted(
        app.definition(),
        method,
        views.current(owner, command.app()).redirectUri(),
        name,
        command.scopes(),
        command.initialAccessToken());
  }

  private static Optional<OAuth2> registrable(CataloguedApp app) {
    return app.definition().methods().stream()
        .map(AuthMethod::scheme)
        .filter(OAuth2.class::isInstance)
        .map(OAuth2.class::cast)
        .filter(oauth -> oauth.registrationUrl() != null && !oauth.tokens().client().way().signs())
        .findFirst();
  }

  private Registered register(Wanted wanted) {
    return switch (registrar.register(wanted)) {
      case Registered registered -> registered;
      case Refused(var reason) -> throw Refusal.of(Code.PROVIDER_ERROR, reason);
      case DestinationRefused _ ->
          throw Refusal.of(
              Code.DESTINATION_REFUSED,
              "This address is one that the service does not call; the operator can allow it.");
      case Unreachable _ ->
          throw Refusal.unavailable(
              Code.PROVIDER_UNAVAILABLE,
              "No answer came; try again. A client that was made nevertheless is used by nobody.",
              SOON);
    };
  }

  private static Refusal unsupported() {
    return Refusal.of(
        Code.REGISTRATION_UNSUPPORTED,
        "The app's definition has no registration_url, or wants a client that signs; register one"
            + " at the app and put it.");
  }
}
