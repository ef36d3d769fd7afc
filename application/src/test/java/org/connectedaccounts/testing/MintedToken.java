package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code or token that the provider gave away, and what became of it. Guarded by the ledger. */
final class MintedToken {

  /** What a code and every token that comes from it share. */
  record Grant(String id, String clientId, Person person, String scope) {}

  private final TokenLedger.Kind kind;
  private final String value;
  private final Grant grant;
  private final Instant expiresAt;
  private final Map<String, String> bindings;
  private @Nullable Instant consumedAt;
  private boolean revoked;

  MintedToken(
      TokenLedger.Kind kind,
      String value,
      Grant grant,
      Instant expiresAt,
      Map<String, String> bindings) {
    this.kind = kind;
    this.value = value;
    this.grant = grant;
    this.expiresAt = expiresAt;
    this.bindings = bindings;
  }

  TokenLedger.Kind kind() {
    return kind;
  }

  String value() {
    return value;
  }

  Grant grant() {
    return grant;
  }

  String grantId() {
    return grant.id();
  }

  /** What the authorization request fixed: redirect_uri, code_challenge, nonce. */
  Optional<String> binding(String name) {
    return Optional.ofNullable(bindings.get(name));
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  boolean isUsable() {
    return consumedAt == null && !revoked;
  }

  boolean isRevoked() {
    return revoked;
  }

  boolean isConsumed() {
    return consumedAt != null;
  }

  /** Whether it was spent, but so lately that a lenient provider takes it again. */
  boolean isConsumedWithin(Duration grace, Instant now) {
    return consumedAt != null && !revoked && now.isBefore(consumedAt.plus(grace));
  }

  boolean isSibling(Grant other) {
    return grant.clientId().equals(other.clientId()) && grant.person().equals(other.person());
  }

  void consumedAt(Instant now) {
    consumedAt = now;
  }

  void revoke() {
    revoked = true;
  }
}
