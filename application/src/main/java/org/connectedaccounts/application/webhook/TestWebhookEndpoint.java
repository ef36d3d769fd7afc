package org.connectedaccounts.application.webhook;

import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Sends an event to one endpoint, so that its receiver is tried before anything happens. */
public final class TestWebhookEndpoint {

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;
  private final Events events;
  private final Randomness random;
  private final UnitOfWork unitOfWork;

  public TestWebhookEndpoint(
      WebhookEndpoints endpoints,
      WebhookDeliveries deliveries,
      Events events,
      Randomness random,
      UnitOfWork unitOfWork) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.events = events;
    this.random = random;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, WebhookEndpointId endpoint) {}

  public Delivery handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    var event = Event.test(new EventId(random.id()), workspace);
    return unitOfWork.call(
        () -> {
          WebhookEndpoint endpoint =
              endpoints
                  .findToChange(workspace, command.endpoint())
                  .orElseThrow(UpdateWebhookEndpoint::unknown);
          if (!endpoint.enabled()) {
            // It would wait, and arrive long after anybody looks for it.
            throw Refusal.of(
                Code.WEBHOOK_ENDPOINT_DISABLED, "The endpoint is disabled; enable it first.");
          }
          events.add(event);
          return deliveries.add(new WebhookDeliveries.Id(workspace, endpoint.id(), event.id()));
        });
  }
}
