package org.connectedaccounts.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.connectedaccounts.client.ApiClient;
import org.connectedaccounts.client.ApiException;
import org.connectedaccounts.client.model.Problem;

/** What refused calls say. */
final class Problems {
  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

  private Problems() {}

  /**
   * The problem of a refused call; empty where the service did not answer, or something before it
   * did.
   */
  static Optional<Problem> of(ApiException refused) {
    boolean isProblem =
        refused.getResponseHeaders() != null
            && refused
                .getResponseHeaders()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
    try {
      return isProblem
          ? Optional.of(JSON.readValue(refused.getResponseBody(), Problem.class))
          : Optional.empty();
    } catch (JsonProcessingException garbled) {
      return Optional.empty();
    }
  }
}
