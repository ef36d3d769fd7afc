package org.connectedaccounts.harness.provider;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The truth: every grant and every token that the providers ever gave. */
public final class Ledger {
  private final long seed;
  private final Duration grace;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();
  private final Map<String, AccessToken> accessByFingerprint = new ConcurrentHashMap<>();

  public Ledger(long seed, Duration grace) {
    this.seed = seed;
    this.grace = grace;
  }

  public Duration grace() {
    return grace;
  }

  /**
   * A user's consent: a grant with its first refresh token and an access token.
   *
   * @param life of the access token; it may be over already
   */
  public AccessToken mint(ProviderClass providerClass, String name, Duration life) {
    Grant grant = new Grant(seed, providerClass.label() + "-" + name, providerClass, grace);
    if (grants.putIfAbsent(grant.id(), grant) != null) {
      throw new IllegalArgumentException("there is a grant " + grant.id());
    }
    AccessToken first = grant.firstAccess(life);
    record(first);
    return first;
  }

  public Collection<Grant> grants() {
    return grants.values();
  }

  public @Nullable Grant grant(String id) {
    return grants.get(id);
  }

  public @Nullable RefreshToken refreshToken(String value) {
    return refreshTokens.get(value);
  }

  public @Nullable AccessToken accessToken(String fingerprint) {
    return accessByFingerprint.get(fingerprint);
  }

  public int presentations() {
    return refreshTokens.values().stream().mapToInt(token -> token.presentations().size()).sum();
  }

  /** Takes a token as the provider does: what it gives is noted before anybody is told. */
  public @Nullable AccessToken redeem(RefreshToken token, Presentation shown, Duration life) {
    AccessToken issued = token.grant().redeem(token, shown, life);
    if (issued != null) {
      record(issued);
    }
    return issued;
  }

  /**
   * RFC 7009: a refresh token that works, or the newest access token, ends the grant. Whatever else
   * is shown is taken for done, and ends nothing.
   */
  public void revoke(String token) {
    RefreshToken refresh = refreshTokens.get(token);
    if (refresh != null && refresh.lives()) {
      refresh.grant().end("revoked by the client");
    }
    AccessToken access = accessByFingerprint.get(Grant.fingerprint(token));
    if (access != null && access.equals(access.grant().newestAccess())) {
      access.grant().end("revoked by the client");
    }
  }

  private void record(AccessToken token) {
    refreshTokens.putIfAbsent(token.refreshToken().value(), token.refreshToken());
    accessByFingerprint.put(Grant.fingerprint(token.value()), token);
  }
}
