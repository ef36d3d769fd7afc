package org.connectedaccounts.bootstrap.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;

/**
 * The body of an answer. For tests that look into thousands of them: REST-assured compiles a script
 * for each look by its own paths, which takes longer than the call.
 */
public final class JsonBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonBody() {}

  /** Fails unless it is JSON. */
  public static JsonNode of(Response response) {
    try {
      return JSON.readTree(response.asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + response.asString(), e);
    }
  }

  /**
   * @param pointer as {@code /account/id}
   * @return the text that stands there; fails when nothing does
   */
  public static String text(Response response, String pointer) {
    return of(response).requiredAt(pointer).asText();
  }
}
