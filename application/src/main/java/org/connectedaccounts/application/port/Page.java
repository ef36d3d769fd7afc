package org.connectedaccounts.application.port;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a list, in order.
 *
 * @param next what to pass as {@link PageRequest#after} for the following page; null: this was the
 *     last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page out of one item more than was asked for.
   *
   * @param key what a page that ends with this item says as {@code next}
   */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> key) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, null);
    }
    var items = oneMore.subList(0, limit);
    return new Page<>(items, key.apply(items.getLast()));
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), next);
  }
}
