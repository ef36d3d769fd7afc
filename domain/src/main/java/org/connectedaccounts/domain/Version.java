package org.connectedaccounts.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names a state of something that people change, so that a change can say which state it was made
 * for. Two states that are the same have the same version, whatever was in between.
 *
 * @param text 22 characters of base64url, half of a SHA-256; tells nothing that its owner is not
 *     shown anyway
 */
public record Version(String text) {

  private static final int BYTES = 16;

  /**
   * Of all that counts, in this order: texts and what prints as one text, lists and maps of them.
   * Never of a secret, which is counted by its own version instead.
   */
  public static Version of(@Nullable Object... parts) {
    var state = new StringBuilder();
    for (Object part : parts) {
      write(state, part);
    }
    byte[] digest = sha256(state.toString());
    return new Version(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
  }

  /** Lengths and numbers stand in front, so that no two states are written alike. */
  private static void write(StringBuilder state, @Nullable Object part) {
    switch (part) {
      case null -> state.append('-');
      case Secret _ -> throw new IllegalArgumentException("a version of a secret would tell of it");
      case Collection<?> many -> {
        state.append('[').append(many.size()).append(':');
        many.forEach(each -> write(state, each));
      }
      case Map<?, ?> map -> {
        state.append('{').append(map.size()).append(':');
        new TreeMap<>(map)
            .forEach(
                (key, value) -> {
                  write(state, key);
                  write(state, value);
                });
      }
      default -> {
        String text = part.toString();
        state.append(text.length()).append(':').append(text);
      }
    }
  }

  private static byte[] sha256(String state) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
