package org.connectedaccounts.application.webhook;

import java.time.Duration;
import java.time.Instant;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.event.SigningSecret;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Signs with a new secret, and for a while with the former one too. */
public final class RotateWebhookSecret {

  private final WebhookEndpoints endpoints;
  private final WebhookSecrets secrets;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public RotateWebhookSecret(
      WebhookEndpoints endpoints, WebhookSecrets secrets, StoreClock clock, UnitOfWork unitOfWork) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, WebhookEndpointId endpoint, Duration overlap) {}

  public CreateWebhookEndpoint.Made handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    Instant overlapEnds = clock.now().plus(command.overlap());
    Secret secret = secrets.make();
    WebhookEndpoint changed =
        unitOfWork.call(
            () -> {
              WebhookEndpoint endpoint =
                  endpoints
                      .findToChange(workspace, command.endpoint())
                      .orElseThrow(UpdateWebhookEndpoint::unknown);
              SigningSecret former = endpoint.secret();
              var sealed = secrets.seal(workspace, endpoint.id(), former.version() + 1, secret);
              WebhookEndpoint next = endpoint.with(former.replacedBy(sealed, overlapEnds));
              endpoints.update(next);
              return next;
            });
    return new CreateWebhookEndpoint.Made(changed, secret);
  }
}
