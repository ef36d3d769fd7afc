package org.connectedaccounts.application.webhook;

import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.application.port.WebhookDeliveries.State;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** What was, or is to be, delivered to an endpoint. */
public final class ListWebhookDeliveries {

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;

  public ListWebhookDeliveries(WebhookEndpoints endpoints, WebhookDeliveries deliveries) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
  }

  public record Command(
      Caller caller, WebhookEndpointId endpoint, @Nullable State state, PageRequest page) {}

  public Page<Delivery> handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    if (endpoints.find(workspace, command.endpoint()).isEmpty()) {
      throw UpdateWebhookEndpoint.unknown();
    }
    var of = new Waiting(workspace, command.endpoint());
    return deliveries.list(of, command.state(), command.page());
  }
}
