package org.connectedaccounts.domain.client;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of an OAuth client, which stays with the accounts that it made. */
public record OAuthClientId(UUID value) {

  private static final String PREFIX = "oc";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<OAuthClientId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(OAuthClientId::new);
  }

  /** The id as clients see it: {@code oc_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
