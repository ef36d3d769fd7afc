package org.connectedaccounts.application.port;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Where workspaces have their events delivered. */
public interface WebhookEndpoints {

  /** It gets what happens from now on. Within a unit of work, as all that writes here. */
  void add(WebhookEndpoint endpoint);

  Optional<WebhookEndpoint> find(WorkspaceId workspace, WebhookEndpointId id);

  /** As {@link #find}; nobody else changes it until the unit of work ends. */
  Optional<WebhookEndpoint> findToChange(WorkspaceId workspace, WebhookEndpointId id);

  /** Oldest first. */
  List<WebhookEndpoint> list(WorkspaceId workspace);

  void update(WebhookEndpoint endpoint);

  /** With its deliveries. False if there is none. */
  boolean remove(WorkspaceId workspace, WebhookEndpointId id);
}
