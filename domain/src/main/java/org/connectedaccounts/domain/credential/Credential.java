package org.connectedaccounts.domain.credential;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * All that an account holds, opened.
 *
 * @param tokens named access tokens, the main one first
 * @param inputs what the user typed that is not secret, by field name
 * @param secrets what the user typed that is secret, by field name
 * @param captures what callback, token answer or choice told, by capture name
 * @param refreshToken null where there is none, or where it was not opened
 */
public record Credential(
    Map<String, Token> tokens,
    Map<String, String> inputs,
    Map<String, Secret> secrets,
    Map<String, String> captures,
    @Nullable Secret refreshToken) {

  public static final Credential EMPTY =
      new Credential(Map.of(), Map.of(), Map.of(), Map.of(), null);

  public Credential {
    // Order is kept, since the first token is the main one; Map.copyOf would lose it.
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    inputs = Map.copyOf(inputs);
    secrets = Map.copyOf(secrets);
    captures = Map.copyOf(captures);
  }

  /** When the first of the tokens ends; null if none does. */
  public @Nullable Instant expiresAt() {
    return tokens.values().stream()
        .map(Token::expiresAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  public Credential withCaptures(Map<String, String> more) {
    var merged = new LinkedHashMap<>(captures);
    merged.putAll(more);
    return new Credential(tokens, inputs, secrets, merged, refreshToken);
  }

  /**
   * A refresh answer on top: tokens it names replace theirs, the refresh token stays if none came
   * back.
   */
  public Credential refreshedWith(Map<String, Token> fresh, @Nullable Secret nextRefreshToken) {
    var merged = new LinkedHashMap<>(tokens);
    merged.putAll(fresh);
    return new Credential(
        merged,
        inputs,
        secrets,
        captures,
        nextRefreshToken != null ? nextRefreshToken : refreshToken);
  }

  public Credential withTokens(Map<String, Token> next, @Nullable Secret nextRefreshToken) {
    return new Credential(next, inputs, secrets, captures, nextRefreshToken);
  }
}
