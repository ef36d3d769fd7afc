package org.connectedaccounts.domain.workspace;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of an API key. */
public record ApiKeyId(UUID value) {

  private static final String PREFIX = "key";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<ApiKeyId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(ApiKeyId::new);
  }

  /** The id as clients see it: {@code key_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
