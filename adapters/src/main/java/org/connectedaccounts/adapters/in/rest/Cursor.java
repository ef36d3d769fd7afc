package org.connectedaccounts.adapters.in.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/** Where a page ended, in a form that nobody is tempted to write by hand. */
final class Cursor {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Cursor() {}

  static PageRequest read(@Nullable String cursor, int limit) {
    return new PageRequest(cursor == null || cursor.isEmpty() ? null : decoded(cursor), limit);
  }

  static @Nullable String write(Page<?> page) {
    String next = page.next();
    return next == null ? null : ENCODER.encodeToString(next.getBytes(StandardCharsets.UTF_8));
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

  private static String decoded(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Refusal.of(
          Code.INVALID_CURSOR, "Pass next_cursor of the page before, unchanged, or no cursor.");
    }
  }
}
