package org.connectedaccounts.application.client;

import java.util.List;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Sets an app's OAuth client up. Where the operator's people keep theirs elsewhere as well, it is
 * written there first.
 */
public final class PutOAuthClient {

  private final ClientWriting writing;
  private final ClientKeeping keeping;
  private final ClientViews views;

  public PutOAuthClient(ClientWriting writing, ClientKeeping keeping, ClientViews views) {
    this.writing = writing;
    this.keeping = keeping;
    this.views = views;
  }

  /**
   * @param clientSecret null for a public client, or to keep the secret of the same client id
   * @param scopes asked for instead of the definition's; empty: the definition's
   */
  public record Command(
      Caller caller,
      AppSlug app,
      String clientId,
      @Nullable Secret clientSecret,
      List<String> scopes,
      Expectation expected) {

    /** Whatever is there. */
    public Command(
        Caller caller,
        AppSlug app,
        String clientId,
        @Nullable Secret clientSecret,
        List<String> scopes) {
      this(caller, app, clientId, clientSecret, scopes, Expectation.anything());
    }
  }

  public ClientView handle(Command command) {
    WorkspaceId owner = ClientOwner.of(command.caller());
    CataloguedApp app = views.requireOAuthApp(owner, command.app());
    SigningClients.require(app, command.clientSecret());
    Runnable expected = () -> views.require(command.expected(), owner, app);
    var registration =
        new Registration(
            owner, command.app(), command.clientId(), command.clientSecret(), command.scopes());
    if (keeping.isFor(owner)) {
      keeping.put(registration, expected);
    } else {
      writing.write(registration, expected);
    }
    return views.current(owner, command.app());
  }
}
