package org.connectedaccounts.domain.workspace;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's key, without the key: only its HMAC is stored.
 *
 * @param hint the key's first characters, enough to recognise it and too few to use it
 */
public record ApiKey(
    WorkspaceId workspace,
    ApiKeyId id,
    String name,
    Set<Scope> scopes,
    String hint,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  public boolean isLiveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
