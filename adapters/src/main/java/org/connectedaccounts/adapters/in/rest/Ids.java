package org.connectedaccounts.adapters.in.rest;

import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Reads ids. One that cannot exist becomes one that nobody has, so that it is answered exactly as
 * an unknown one, with all that is checked before.
 */
final class Ids {

  /** All ones is no UUID of version 7, nor the operator's. */
  private static final UUID NOBODY = new UUID(-1, -1);

  /** As long as a slug can be; no definition has it. */
  private static final AppSlug NO_APP = new AppSlug("_".repeat(64));

  private Ids() {}

  static WorkspaceId workspace(String text) {
    return WorkspaceId.parse(text).orElse(new WorkspaceId(NOBODY));
  }

  static ApiKeyId apiKey(String text) {
    return ApiKeyId.parse(text).orElse(new ApiKeyId(NOBODY));
  }

  static SessionId session(String text) {
    return SessionId.parse(text).orElse(new SessionId(NOBODY));
  }

  static AccountId account(String text) {
    return AccountId.parse(text).orElse(new AccountId(NOBODY));
  }

  static KeyRotationId keyRotation(String text) {
    return KeyRotationId.parse(text).orElse(new KeyRotationId(NOBODY));
  }

  static RevocationId revocation(String text) {
    return RevocationId.parse(text).orElse(new RevocationId(NOBODY));
  }

  static WebhookEndpointId webhookEndpoint(String text) {
    return WebhookEndpointId.parse(text).orElse(new WebhookEndpointId(NOBODY));
  }

  static EventId event(String text) {
    return EventId.parse(text).orElse(new EventId(NOBODY));
  }

  static AppSlug app(String text) {
    return AppSlug.parse(text).orElse(NO_APP);
  }
}
