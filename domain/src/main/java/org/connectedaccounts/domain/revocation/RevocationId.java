package org.connectedaccounts.domain.revocation;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a revocation of many accounts. */
public record RevocationId(UUID value) {

  private static final String PREFIX = "rev";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<RevocationId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(RevocationId::new);
  }

  /** The id as clients see it: {@code rev_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
