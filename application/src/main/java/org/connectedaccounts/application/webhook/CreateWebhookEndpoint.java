package org.connectedaccounts.application.webhook;

import java.util.Set;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.SigningSecret;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Has a workspace's events delivered from now on. */
public final class CreateWebhookEndpoint {

  private static final int MOST = 20;

  private final WebhookEndpoints endpoints;
  private final WebhookSecrets secrets;
  private final Randomness random;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public CreateWebhookEndpoint(
      WebhookEndpoints endpoints,
      WebhookSecrets secrets,
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, String url, Set<Event.Type> types) {}

  /** An endpoint and the only sight of its secret. */
  public record Made(WebhookEndpoint endpoint, Secret secret) {}

  public Made handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    var url = ReceiverUrl.parse(command.url());
    var id = new WebhookEndpointId(random.id());
    Secret secret = secrets.make();
    var signing = SigningSecret.first(secrets.seal(workspace, id, 1, secret));
    var endpoint =
        new WebhookEndpoint(workspace, id, url, command.types(), null, signing, clock.now());
    unitOfWork.run(
        () -> {
          if (endpoints.list(workspace).size() >= MOST) {
            throw Refusal.of(
                Code.WEBHOOK_ENDPOINT_LIMIT, "The workspace has %d endpoints.".formatted(MOST));
          }
          endpoints.add(endpoint);
        });
    return new Made(endpoint, secret);
  }
}
