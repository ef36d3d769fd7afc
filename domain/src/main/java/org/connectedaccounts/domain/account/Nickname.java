package org.connectedaccounts.domain.account;

import org.connectedaccounts.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** What people call an account: one line, shown beside others as it is. */
public final class Nickname {

  private Nickname() {}

  /**
   * Without blanks around it; null where nothing is left.
   *
   * @throws Refusal INVALID_REQUEST for control characters, and for those that turn the direction
   *     of what stands beside them
   */
  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String name = text.strip();
    if (name.codePoints().anyMatch(Nickname::disturbs)) {
      throw Refusal.invalid("/nickname", "must be one line without control characters");
    }
    return name;
  }

  private static boolean disturbs(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default ->
          (character >= 0x202A && character <= 0x202E)
              || (character >= 0x2066 && character <= 0x2069);
    };
  }
}
