package org.connectedaccounts.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to an account, and will, by the store's clock.
 *
 * @param expiresAt when the present access token ends; null: it does not, or nobody knows
 * @param willDieAt when the grant itself ends whatever is done; null where unknown
 * @param upkeep what comes next
 */
public record Times(
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastRefreshedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant willDieAt,
    Upkeep upkeep) {

  /**
   * When the account is seen to without anybody asking.
   *
   * @param dueAt when it is refreshed ahead of need; null: never
   * @param notBefore until then its provider is not asked again; null: any time
   */
  public record Upkeep(@Nullable Instant dueAt, @Nullable Instant notBefore) {
    public static final Upkeep NONE = new Upkeep(null, null);

    /**
     * Before all others that are due, which go by how long they are; not before its time either.
     */
    public Upkeep first() {
      return new Upkeep(dueAt == null ? null : Instant.EPOCH, notBefore);
    }
  }

  public static Times createdAt(Instant now) {
    return new Times(now, now, null, null, null, null, Upkeep.NONE);
  }

  public Times updatedAt(Instant now) {
    return new Times(createdAt, now, lastRefreshedAt, lastUsedAt, expiresAt, willDieAt, upkeep);
  }

  public Times expiring(@Nullable Instant access, @Nullable Instant grant) {
    return new Times(createdAt, updatedAt, lastRefreshedAt, lastUsedAt, access, grant, upkeep);
  }

  public Times refreshedAt(Instant now) {
    return new Times(createdAt, now, now, lastUsedAt, expiresAt, willDieAt, upkeep);
  }

  public Times usedAt(Instant now) {
    return new Times(createdAt, updatedAt, lastRefreshedAt, now, expiresAt, willDieAt, upkeep);
  }

  public Times withUpkeep(Upkeep next) {
    return new Times(createdAt, updatedAt, lastRefreshedAt, lastUsedAt, expiresAt, willDieAt, next);
  }

  /** When somebody last had to do with it. */
  Instant lastTouchedAt() {
    return lastUsedAt != null && lastUsedAt.isAfter(createdAt) ? lastUsedAt : createdAt;
  }

  /** Whether the provider is left alone for now. */
  public boolean rests(Instant now) {
    Instant until = upkeep.notBefore();
    return until != null && now.isBefore(until);
  }
}
