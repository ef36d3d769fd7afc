package org.connectedaccounts.domain.connect;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a connect session. */
public record SessionId(UUID value) {

  private static final String PREFIX = "cs";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<SessionId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(SessionId::new);
  }

  /** The id as clients see it: {@code cs_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
