package org.connectedaccounts.application.port;

import java.util.Optional;
import java.util.function.Function;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param after where the page before ended, as it said; null: from the start
 * @param limit at most so many items, 1 to 200
 */
public record PageRequest(@Nullable String after, int limit) {

  /**
   * What {@link #after} says, empty at the start.
   *
   * @param parse answers empty for a text that no page of this list has given
   * @throws Refusal INVALID_CURSOR for such a text
   */
  public <T> Optional<T> position(Function<String, Optional<T>> parse) {
    if (after == null) {
      return Optional.empty();
    }
    var position = parse.apply(after);
    if (position.isEmpty()) {
      throw Refusal.of(
          Code.INVALID_CURSOR, "Pass next_cursor of the page before, unchanged, or no cursor.");
    }
    return position;
  }
}
