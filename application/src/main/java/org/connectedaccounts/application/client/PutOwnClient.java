package org.connectedaccounts.application.client;

import java.util.List;
import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Sets up the client of an app that the service brings itself. It is new at every start and
 * nobody's to rotate, so it is not written to where the operator's people keep theirs.
 */
public final class PutOwnClient {

  private final ClientWriting writing;

  public PutOwnClient(ClientWriting writing) {
    this.writing = writing;
  }

  public void handle(AppSlug app, String clientId, Secret secret) {
    writing.write(
        new Registration(WorkspaceId.OPERATOR, app, clientId, secret, List.of()), () -> {});
  }
}
