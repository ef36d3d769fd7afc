package org.connectedaccounts.adapters.in.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of one list as it was asked for: where a page ended, in a form that nobody is tempted
 * to write by hand, bound to list and filter. With another filter its place would be a wrong one.
 */
final class Cursors {

  private static final int DIGEST_LENGTH = 8;

  private final byte[] digest;

  private Cursors(byte[] digest) {
    this.digest = digest;
  }

  /**
   * @param filter what decides which items are in the list, always in the same order; null and
   *     empty are the same
   */
  static Cursors of(String list, @Nullable Object... filter) {
    String query =
        Arrays.stream(filter)
            .map(part -> part == null ? "" : part.toString())
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining(",", list + "?", ""));
    return new Cursors(Arrays.copyOf(sha256(query), DIGEST_LENGTH));
  }

  PageRequest read(@Nullable String cursor, int limit) {
    return new PageRequest(cursor == null || cursor.isEmpty() ? null : position(cursor), limit);
  }

  @Nullable String write(Page<?> page) {
    String next = page.next();
    if (next == null) {
      return null;
    }
    byte[] position = next.getBytes(StandardCharsets.UTF_8);
    byte[] cursor =
        ByteBuffer.allocate(DIGEST_LENGTH + position.length).put(digest).put(position).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * A page of a list that is there as a whole.
   *
   * @param key by which the list is ordered; no two items have the same
   */
  static <T> Page<T> cut(List<T> all, PageRequest request, Function<T, String> key) {
    String after = request.after();
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(key))
            .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
            .limit(request.limit() + 1L)
            .toList();
    return Page.of(rest, request.limit(), key);
  }

  private String position(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length > DIGEST_LENGTH
          && Arrays.equals(digest, 0, DIGEST_LENGTH, bytes, 0, DIGEST_LENGTH)) {
        var position = ByteBuffer.wrap(bytes, DIGEST_LENGTH, bytes.length - DIGEST_LENGTH);
        return StandardCharsets.UTF_8.newDecoder().decode(position).toString();
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // Nobody gave this one; refused like one of another list.
    }
    throw Refusal.of(
        Code.INVALID_CURSOR,
        "Pass next_cursor of the page before, unchanged and with the same filter, or no cursor.");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
