package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/** Holds when the text at {@code field} of an answer equals {@code equalTo}. */
public record Expectation(DottedPath field, String equalTo) {

  public boolean holds(@Nullable Object answer) {
    return field.text(answer).filter(equalTo::equals).isPresent();
  }
}
