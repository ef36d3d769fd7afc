package org.connectedaccounts.application.webhook;

import java.util.List;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** The endpoints of the caller's workspace, oldest first. */
public final class ListWebhookEndpoints {

  private final WebhookEndpoints endpoints;

  public ListWebhookEndpoints(WebhookEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  public record Command(Caller caller) {}

  public List<WebhookEndpoint> handle(Command command) {
    return endpoints.list(command.caller().requireKey(Scope.ADMIN));
  }
}
