package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/**
 * Holds when the text at {@code field} of an answer is {@code text}; or, where {@code other}, when
 * it is there and another one.
 */
public record Expectation(DottedPath field, String text, boolean other) {

  public Expectation(DottedPath field, String text) {
    this(field, text, false);
  }

  public boolean holds(@Nullable Object answer) {
    return field.text(answer).filter(told -> told.equals(text) != other).isPresent();
  }
}
