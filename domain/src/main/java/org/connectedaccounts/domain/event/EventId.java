package org.connectedaccounts.domain.event;

import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of an event; stays the same however often it is told. */
public record EventId(UUID value) {

  private static final String PREFIX = "evt";

  /** The id as clients see it: {@code evt_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
