package org.connectedaccounts.domain.event;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a webhook endpoint. */
public record WebhookEndpointId(UUID value) {

  private static final String PREFIX = "whe";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<WebhookEndpointId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(WebhookEndpointId::new);
  }

  /** The id as clients see it: {@code whe_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
