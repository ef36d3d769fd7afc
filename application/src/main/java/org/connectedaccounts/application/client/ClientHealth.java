package org.connectedaccounts.application.client;

import java.util.Set;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClient.State;

/**
 * Keeps in mind which OAuth clients a provider refuses: that is the operator's to mend, not the
 * users'.
 */
public final class ClientHealth {

  /** Said of nothing but a client. */
  public static final String INVALID_CLIENT = "invalid_client";

  /** RFC 6749, 5.2, and Atlassian's word for a wrong secret. */
  private static final Set<String> CLIENT_FAULTS =
      Set.of(INVALID_CLIENT, "unauthorized_client", "access_denied");

  private final OAuthClients clients;
  private final UnitOfWork unitOfWork;

  public ClientHealth(OAuthClients clients, UnitOfWork unitOfWork) {
    this.clients = clients;
    this.unitOfWork = unitOfWork;
  }

  public static boolean isClientFault(String error) {
    return CLIENT_FAULTS.contains(error);
  }

  /** False, and nothing is said of it, if it has another secret by now than the one refused. */
  public boolean broken(OAuthClient client, String error) {
    return change(client, new Health(State.BROKEN, error));
  }

  /** The provider took it again. */
  public void working(OAuthClient client) {
    if (client.health().state() != State.ACTIVE) {
      change(client, Health.ACTIVE);
    }
  }

  private boolean change(OAuthClient client, Health health) {
    return unitOfWork.call(() -> clients.updateHealth(client.withHealth(health)));
  }
}
