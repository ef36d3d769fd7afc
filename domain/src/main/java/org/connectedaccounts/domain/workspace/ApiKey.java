package org.connectedaccounts.domain.workspace;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's key, without the key: only its HMAC is stored.
 *
 * @param lastUsedAt to the minute or so; null: never
 * @param replacedBy the key that it was rotated to
 * @param hint the key's first characters, enough to recognise it and too few to use it
 */
public record ApiKey(
    WorkspaceId workspace,
    ApiKeyId id,
    String name,
    Set<Scope> scopes,
    String hint,
    Instant createdAt,
    @Nullable Instant expiresAt,
    KeyLimits limits,
    @Nullable Instant lastUsedAt,
    @Nullable ApiKeyId replacedBy) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  public boolean isLiveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  /** When it ends if it is to end then at the latest. */
  public Instant endBy(Instant latest) {
    return expiresAt == null || latest.isBefore(expiresAt) ? latest : expiresAt;
  }
}
