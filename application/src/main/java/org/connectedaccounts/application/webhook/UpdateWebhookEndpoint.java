package org.connectedaccounts.application.webhook;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Changes where and what is delivered; what is null stays. */
public final class UpdateWebhookEndpoint {

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;
  private final UnitOfWork unitOfWork;

  public UpdateWebhookEndpoint(
      WebhookEndpoints endpoints, WebhookDeliveries deliveries, UnitOfWork unitOfWork) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.unitOfWork = unitOfWork;
  }

  public record Command(
      Caller caller,
      WebhookEndpointId endpoint,
      @Nullable String url,
      @Nullable Set<Event.Type> types,
      @Nullable Boolean enabled,
      Expectation expected) {}

  public WebhookEndpoint handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    URI url = command.url() == null ? null : ReceiverUrl.parse(command.url());
    return unitOfWork.call(
        () -> {
          WebhookEndpoint endpoint =
              endpoints
                  .findToChange(workspace, command.endpoint())
                  .orElseThrow(UpdateWebhookEndpoint::unknown);
          command.expected().require(endpoint.version());
          WebhookEndpoint next =
              endpoint.with(
                  Objects.requireNonNullElse(url, endpoint.url()),
                  Objects.requireNonNullElse(command.types(), endpoint.types()),
                  Objects.requireNonNullElse(command.enabled(), endpoint.enabled()));
          endpoints.update(next);
          if (isMended(endpoint, next)) {
            deliveries.hurry(new Waiting(workspace, next.id()));
          }
          return next;
        });
  }

  /** What failed before may arrive now. */
  private static boolean isMended(WebhookEndpoint before, WebhookEndpoint now) {
    return now.enabled() && (!before.enabled() || !before.url().equals(now.url()));
  }

  static Refusal unknown() {
    return Refusal.of(Code.WEBHOOK_ENDPOINT_NOT_FOUND, "There is no such webhook endpoint.");
  }
}
