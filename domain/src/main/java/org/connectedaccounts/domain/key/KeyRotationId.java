package org.connectedaccounts.domain.key;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a key rotation. */
public record KeyRotationId(UUID value) {

  private static final String PREFIX = "rot";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<KeyRotationId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(KeyRotationId::new);
  }

  /** The id as clients see it: {@code rot_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
