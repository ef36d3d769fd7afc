package org.connectedaccounts.domain.event;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Where a workspace has its events delivered.
 *
 * @param types those it wants; empty: all
 * @param enabled false: its events wait
 */
public record WebhookEndpoint(
    WorkspaceId workspace,
    WebhookEndpointId id,
    URI url,
    Set<Event.Type> types,
    boolean enabled,
    SigningSecret secret,
    Instant createdAt) {

  public WebhookEndpoint {
    types = Set.copyOf(types);
  }

  /** Of all that can be changed. */
  public Version version() {
    return Version.of(
        id, url, types.stream().map(Event.Type::text).sorted().toList(), enabled, secret.version());
  }

  /** Where a version of the secret is sealed for. */
  public static SealedFor secretSealedFor(
      WorkspaceId workspace, WebhookEndpointId endpoint, int version) {
    return new SealedFor(workspace, "webhook_endpoint", endpoint.value(), version, "secret");
  }

  public WebhookEndpoint with(SigningSecret next) {
    return new WebhookEndpoint(workspace, id, url, types, enabled, next, createdAt);
  }

  public WebhookEndpoint with(URI to, Set<Event.Type> wanted, boolean on) {
    return new WebhookEndpoint(workspace, id, to, wanted, on, secret, createdAt);
  }
}
