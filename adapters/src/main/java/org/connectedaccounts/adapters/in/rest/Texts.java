package org.connectedaccounts.adapters.in.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jspecify.annotations.Nullable;

/** Texts as the contract reads them: an empty one is none. */
final class Texts {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 500;

  private Texts() {}

  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** The caller's notes, whose sizes a schema cannot say. */
  static Map<String, String> metadata(@Nullable Map<String, String> metadata) {
    List<Fault> faults = new ArrayList<>();
    Map<String, String> notes = metadata == null ? Map.of() : metadata;
    notes.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.length() > LONGEST_NAME) {
            faults.add(new Fault("/metadata", "has a name without 1 to 64 characters"));
          } else if (value.length() > LONGEST_VALUE) {
            faults.add(
                new Fault(Pointers.within("/metadata", name), "must have at most 500 characters"));
          }
        });
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return notes;
  }
}
