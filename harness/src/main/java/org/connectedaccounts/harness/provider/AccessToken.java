package org.connectedaccounts.harness.provider;

/**
 * An access token as it was issued; {@code refreshToken} is the one that was issued with it.
 *
 * @param expiresAt on the clock of {@link System#nanoTime()}
 */
public record AccessToken(
    String value, Grant grant, int ordinal, RefreshToken refreshToken, long expiresAt) {}
