package org.connectedaccounts.application.client;

import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Carries what is set up here to where the operator's people keep their OAuth clients. */
public final class ClientKeeping {

  private final OperatorClients kept;
  private final OAuthClients clients;
  private final ClientWriting writing;

  public ClientKeeping(OperatorClients kept, OAuthClients clients, ClientWriting writing) {
    this.kept = kept;
    this.clients = clients;
    this.writing = writing;
  }

  boolean isFor(WorkspaceId owner) {
    return owner.equals(WorkspaceId.OPERATOR) && kept.isUsed();
  }

  /**
   * There first: what is lost after that is loaded later.
   *
   * @param expected refuses if something else is here than expected; asked after it was noted which
   *     edition that is, so that whoever changes it in between is not written over
   * @throws Refusal OAUTH_CLIENT_CHANGED if there is an edition that was not loaded yet
   */
  void put(Registration registration, Runnable expected) {
    AppSlug app = registration.app();
    Edition before = clients.notedEditions().getOrDefault(app, Edition.NONE);
    expected.run();
    var entry =
        new Entry(
            app,
            Edition.NONE,
            registration.clientId(),
            secret(registration),
            registration.scopes());
    writing.write(registration, before, put(entry, before));
  }

  private Edition put(Entry entry, Edition before) {
    return kept.put(entry, before)
        .orElseThrow(
            () ->
                Refusal.of(
                    Code.OAUTH_CLIENT_CHANGED,
                    "Somebody changed this client where the operator keeps it; look at it when it"
                        + " is loaded, in half a minute, and put yours again."));
  }

  /** An entry is whole, also where only scopes change. */
  private @Nullable Secret secret(Registration registration) {
    return registration.secret() != null
        ? registration.secret()
        : writing.same(registration).map(writing::open).orElse(null);
  }

  /** Within the unit of work that removes the client. */
  void remove(AppSlug app) {
    clients.forgetEdition(app);
    kept.remove(app);
  }
}
