package org.connectedaccounts.application.client;

import java.util.Map;
import java.util.function.Consumer;
import org.connectedaccounts.application.client.ClientWriting.Registration;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Entry;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.app.AppSlug;
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
   * @throws Unreachable if the place does not answer
   */
  public void handle(Consumer<Unusable> unusable) {
    if (!kept.isUsed()) {
      return;
    }
    // Read before the entries are, so that an entry that is overtaken meanwhile writes nothing.
    Map<AppSlug, Edition> noted = clients.notedEditions();
    for (var each : kept.all()) {
      switch (each) {
        case Entry entry -> load(entry, noted.getOrDefault(entry.app(), Edition.NONE), unusable);
        case Unusable bad -> unusable.accept(bad);
      }
    }
  }

  /** One that cannot be stored keeps no other from being loaded. */
  private void load(Entry entry, Edition noted, Consumer<Unusable> unusable) {
    if (noted.equals(entry.edition())) {
      return;
    }
    try {
      SigningClients.require(
          views.requireOAuthApp(WorkspaceId.OPERATOR, entry.app()), entry.secret());
      writing.write(registration(entry), noted, entry.edition());
    } catch (Unreachable away) {
      throw away;
    } catch (Refusal refusal) {
      unusable.accept(unusable(entry, refusal.detail()));
    } catch (RuntimeException e) {
      unusable.accept(unusable(entry, "it cannot be stored: " + e));
    }
  }

  private static Unusable unusable(Entry entry, String why) {
    return new Unusable(entry.app().value(), entry.edition(), why);
  }

  private static Registration registration(Entry entry) {
    return new Registration(
        WorkspaceId.OPERATOR, entry.app(), entry.clientId(), entry.secret(), entry.scopes());
  }
}
