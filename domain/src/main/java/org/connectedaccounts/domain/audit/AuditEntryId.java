package org.connectedaccounts.domain.audit;

import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of an entry of the audit. */
public record AuditEntryId(UUID value) {

  private static final String PREFIX = "aud";

  /** The id as clients see it: {@code aud_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
