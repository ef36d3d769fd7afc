package org.connectedaccounts.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to an account, by the store's clock.
 *
 * @param expiresAt when the present access token ends; null: it does not, or nobody knows
 * @param willDieAt when the grant itself ends whatever is done; null where unknown
 */
public record Times(
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastRefreshedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant willDieAt) {

  public static Times createdAt(Instant now) {
    return new Times(now, now, null, null, null, null);
  }

  public Times updatedAt(Instant now) {
    return new Times(createdAt, now, lastRefreshedAt, lastUsedAt, expiresAt, willDieAt);
  }

  public Times expiring(@Nullable Instant access, @Nullable Instant grant) {
    return new Times(createdAt, updatedAt, lastRefreshedAt, lastUsedAt, access, grant);
  }

  public Times refreshedAt(Instant now) {
    return new Times(createdAt, now, now, lastUsedAt, expiresAt, willDieAt);
  }

  public Times usedAt(Instant now) {
    return new Times(createdAt, updatedAt, lastRefreshedAt, now, expiresAt, willDieAt);
  }
}
