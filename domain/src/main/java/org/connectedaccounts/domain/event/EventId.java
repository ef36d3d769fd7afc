package org.connectedaccounts.domain.event;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of an event; stays the same however often it is told. */
public record EventId(UUID value) {

  private static final String PREFIX = "evt";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<EventId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(EventId::new);
  }

  /** The id as clients see it: {@code evt_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
