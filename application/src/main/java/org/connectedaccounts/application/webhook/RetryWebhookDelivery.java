package org.connectedaccounts.application.webhook;

import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Delivers an event once more, whatever became of it. */
public final class RetryWebhookDelivery {

  private final WebhookDeliveries deliveries;

  public RetryWebhookDelivery(WebhookDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  public record Command(Caller caller, WebhookEndpointId endpoint, EventId event) {}

  public Delivery handle(Command command) {
    var workspace = command.caller().requireKey(Scope.ADMIN);
    return deliveries
        .retry(new WebhookDeliveries.Id(workspace, command.endpoint(), command.event()))
        .orElseThrow(
            () ->
                Refusal.of(Code.WEBHOOK_DELIVERY_NOT_FOUND, "This event is not delivered there."));
  }
}
