package org.connectedaccounts.harness.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one user once allowed, with all tokens that came of it. Its texts follow from the seed. */
public final class Grant {
  private static final int FINGERPRINT_BYTES = 12;
  private static final String WITHDRAWN = "revoked by the user";

  private final long seed;
  private final String id;
  private final ProviderClass providerClass;
  private final Duration grace;
  private final List<RefreshToken> refreshTokens = new ArrayList<>();
  private final List<AccessToken> accessTokens = new ArrayList<>();
  private @Nullable String ended;
  private long endedAt;

  Grant(long seed, String id, ProviderClass providerClass, Duration grace) {
    this.seed = seed;
    this.id = id;
    this.providerClass = providerClass;
    this.grace = grace;
    refreshTokens.add(
        new RefreshToken(text("rt", 0), this, null)); // the one that the user's consent gave
  }

  public String id() {
    return id;
  }

  public ProviderClass providerClass() {
    return providerClass;
  }

  long graceNanos() {
    return grace.toNanos();
  }

  /** Why it is over, or null. */
  public synchronized @Nullable String ended() {
    return ended;
  }

  /** 0 while it lasts. */
  public synchronized long endedAt() {
    return endedAt;
  }

  public synchronized List<RefreshToken> refreshTokens() {
    return List.copyOf(refreshTokens);
  }

  public synchronized List<AccessToken> accessTokens() {
    return List.copyOf(accessTokens);
  }

  public synchronized boolean lives() {
    return ended == null && refreshTokens.stream().anyMatch(RefreshToken::lives);
  }

  synchronized void end(String reason) {
    if (ended == null) {
      ended = reason;
      endedAt = System.nanoTime();
      refreshTokens.forEach(RefreshToken::revoke);
    }
  }

  /** The user takes it back, at the provider: nobody can refresh it any more. */
  public void withdraw() {
    end(WITHDRAWN);
  }

  public boolean withdrawn() {
    return WITHDRAWN.equals(ended());
  }

  /** As GitHub and Slack do: with a new access token the former ones are over at once. */
  public synchronized void killBefore(AccessToken fresh) {
    accessTokens.stream()
        .filter(each -> each.ordinal() < fresh.ordinal())
        .forEach(each -> each.kill(fresh));
  }

  synchronized AccessToken newestAccess() {
    return accessTokens.getLast();
  }

  synchronized AccessToken firstAccess(Duration life) {
    return access(refreshTokens.getFirst(), life);
  }

  /** Null where the token is refused; the reuse of a family's token ends the grant. */
  synchronized @Nullable AccessToken redeem(
      RefreshToken token, Presentation presentation, Duration life) {
    if (ended != null || !token.lives()) {
      if (providerClass == ProviderClass.FAMILY && token.consumed()) {
        end("reuse");
      }
      return null;
    }
    RefreshToken next = token;
    if (providerClass != ProviderClass.NONROT) {
      // In its grace it is replaced once more, and what replaced it before works no longer.
      refreshTokens.stream()
          .filter(other -> token.equals(other.parent()) && !other.consumed())
          .forEach(RefreshToken::revoke);
      token.consume();
      next = new RefreshToken(text("rt", refreshTokens.size()), this, token);
      refreshTokens.add(next);
    }
    AccessToken access = access(next, life);
    presentation.issued(access);
    return access;
  }

  private AccessToken access(RefreshToken with, Duration life) {
    int ordinal = accessTokens.size();
    AccessToken token =
        new AccessToken(
            text("at", ordinal), this, ordinal, with, System.nanoTime() + life.toNanos());
    accessTokens.add(token);
    return token;
  }

  private String text(String kind, int ordinal) {
    String name = kind + "." + id + "." + ordinal;
    return name + "." + fingerprint(seed + name);
  }

  /** Names a token in files where the token itself must not stand. */
  public static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
