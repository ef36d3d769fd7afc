package org.connectedaccounts.application.webhook;

import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** One endpoint of the caller's workspace. */
public final class GetWebhookEndpoint {

  private final WebhookEndpoints endpoints;

  public GetWebhookEndpoint(WebhookEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  public record Command(Caller caller, WebhookEndpointId endpoint) {}

  public WebhookEndpoint handle(Command command) {
    return endpoints
        .find(command.caller().requireKey(Scope.ADMIN), command.endpoint())
        .orElseThrow(UpdateWebhookEndpoint::unknown);
  }
}
