package org.connectedaccounts.domain.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way into a parsed answer, such as {@code authed_user.access_token} or {@code data.0.id}; the
 * empty path is the answer itself. Reads trees of {@link Map} and {@link List}.
 */
public record DottedPath(String value) {

  public DottedPath {
    if (value.startsWith(".") || value.endsWith(".") || value.contains("..")) {
      throw new InvalidDefinitionPart("", "a path has names between its dots");
    }
  }

  /** What stands at this path, or null. */
  public @Nullable Object in(@Nullable Object tree) {
    @Nullable Object at = tree;
    if (value.isEmpty()) {
      return at;
    }
    for (String name : value.split("\\.", -1)) {
      at =
          switch (at) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list -> element(list, name);
            case null, default -> null;
          };
    }
    return at;
  }

  /** The text, number or truth value at this path as text; empty for anything else. */
  public Optional<String> text(@Nullable Object tree) {
    return switch (in(tree)) {
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case Boolean truth -> Optional.of(truth.toString());
      case null, default -> Optional.empty();
    };
  }

  private static @Nullable Object element(List<?> list, String name) {
    boolean index = name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!index) {
      return null;
    }
    int at = Integer.parseInt(name);
    return at < list.size() ? list.get(at) : null;
  }

  @Override
  public String toString() {
    return value;
  }
}
