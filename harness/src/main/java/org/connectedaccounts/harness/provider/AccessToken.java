package org.connectedaccounts.harness.provider;

import org.jspecify.annotations.Nullable;

/** An access token as it was issued, and its end where a refresh put an end to it. */
public final class AccessToken {
  private final String value;
  private final Grant grant;
  private final int ordinal;
  private final RefreshToken refreshToken;
  private final long expiresAt;
  private final long issuedAt = System.nanoTime();
  private volatile @Nullable AccessToken killer;

  /**
   * @param refreshToken the one that was issued with it
   * @param expiresAt on the clock of {@link System#nanoTime()}
   */
  AccessToken(String value, Grant grant, int ordinal, RefreshToken refreshToken, long expiresAt) {
    this.value = value;
    this.grant = grant;
    this.ordinal = ordinal;
    this.refreshToken = refreshToken;
    this.expiresAt = expiresAt;
  }

  public String value() {
    return value;
  }

  public Grant grant() {
    return grant;
  }

  public int ordinal() {
    return ordinal;
  }

  public RefreshToken refreshToken() {
    return refreshToken;
  }

  public long expiresAt() {
    return expiresAt;
  }

  public long issuedAt() {
    return issuedAt;
  }

  /** The token whose issue ended this one; null while the app would take it. */
  public @Nullable AccessToken killer() {
    return killer;
  }

  void kill(AccessToken successor) {
    if (killer == null) {
      killer = successor;
    }
  }
}
