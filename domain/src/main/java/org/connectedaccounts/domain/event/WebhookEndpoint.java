package org.connectedaccounts.domain.event;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Where a workspace has its events delivered.
 *
 * @param types those it wants; empty: all
 * @param disabled why its events wait; null: they are delivered
 */
public record WebhookEndpoint(
    WorkspaceId workspace,
    WebhookEndpointId id,
    URI url,
    Set<Event.Type> types,
    @Nullable Disabled disabled,
    SigningSecret secret,
    Instant createdAt) {

  /** Who wants no events for now. */
  public enum Disabled {
    /** The workspace. */
    SWITCHED_OFF,
    /** The receiver, which answered 410. */
    GONE;

    /** The word for it in the contract. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public WebhookEndpoint {
    types = Set.copyOf(types);
  }

  public boolean enabled() {
    return disabled == null;
  }

  /** Of all that can be changed. */
  public Version version() {
    return Version.of(
        id,
        url,
        types.stream().map(Event.Type::text).sorted().toList(),
        enabled(),
        secret.version());
  }

  /** Where a version of the secret is sealed for. */
  public static SealedFor secretSealedFor(
      WorkspaceId workspace, WebhookEndpointId endpoint, int version) {
    return new SealedFor(workspace, "webhook_endpoint", endpoint.value(), version, "secret");
  }

  public WebhookEndpoint with(SigningSecret next) {
    return new WebhookEndpoint(workspace, id, url, types, disabled, next, createdAt);
  }

  /** One that is disabled already stays so for its reason. */
  public WebhookEndpoint with(URI to, Set<Event.Type> wanted, boolean on) {
    Disabled off = disabled == null ? Disabled.SWITCHED_OFF : disabled;
    return new WebhookEndpoint(workspace, id, to, wanted, on ? null : off, secret, createdAt);
  }

  public WebhookEndpoint gone() {
    return new WebhookEndpoint(workspace, id, url, types, Disabled.GONE, secret, createdAt);
  }
}
