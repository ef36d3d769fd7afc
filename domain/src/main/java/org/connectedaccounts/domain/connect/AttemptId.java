package org.connectedaccounts.domain.connect;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of one attempt, within a session, to get a credential. */
public record AttemptId(UUID value) {

  private static final String PREFIX = "at";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<AttemptId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(AttemptId::new);
  }

  /** The id as clients see it: {@code at_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
