package org.connectedaccounts.application.client;

import java.util.function.Consumer;
import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Takes over what the operator's people have changed where they keep their OAuth clients. An entry
 * that is gone there takes nothing away: its accounts would die.
 */
public final class LoadOAuthClients {

  private final OperatorClients kept;
  private final OAuthClients clients;
  private final ClientWriting writing;
  private final ClientViews views;

  public LoadOAuthClients(
      OperatorClients kept, OAuthClients clients, ClientWriting writing, ClientViews views) {
    this.kept = kept;
    this.clients = clients;
    this.writing = writing;
    this.views = views;
  }

  /**
   * @param unusable told of entries that no client can be made of
   * @throws KeyEncryptionKeys.Unreachable if the place does not answer
   */
  public void handle(Consumer<Unusable> unusable) {
    if (!kept.isUsed()) {
      return;
    }
    kept.all()
        .forEach(
            each -> {
              switch (each) {
                case Entry entry -> load(entry, unusable);
                case Unusable bad -> unusable.accept(bad);
              }
            });
  }

  private void load(Entry entry, Consumer<Unusable> unusable) {
    if (clients.notedVersion(entry.app()) == entry.version()) {
      return;
    }
    try {
      views.requireOAuthApp(WorkspaceId.OPERATOR, entry.app());
    } catch (Refusal refusal) {
      unusable.accept(new Unusable(entry.app().value(), entry.version(), refusal.detail()));
      return;
    }
    writing.write(
        new Registration(
            WorkspaceId.OPERATOR, entry.app(), entry.clientId(), entry.secret(), entry.scopes()),
        entry.version());
  }
}
