package org.connectedaccounts.application.webhook;

import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Nothing more is delivered there. */
public final class DeleteWebhookEndpoint {

  private final WebhookEndpoints endpoints;
  private final UnitOfWork unitOfWork;

  public DeleteWebhookEndpoint(WebhookEndpoints endpoints, UnitOfWork unitOfWork) {
    this.endpoints = endpoints;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, WebhookEndpointId endpoint, Expectation expected) {}

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    unitOfWork.run(
        () -> {
          WebhookEndpoint endpoint =
              endpoints
                  .findToChange(workspace, command.endpoint())
                  .orElseThrow(UpdateWebhookEndpoint::unknown);
          command.expected().require(endpoint.version());
          endpoints.remove(workspace, endpoint.id());
        });
  }
}
