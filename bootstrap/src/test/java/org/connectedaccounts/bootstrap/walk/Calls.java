package org.connectedaccounts.bootstrap.walk;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.JsonBody;
import org.connectedaccounts.bootstrap.openapi.OpenApiConformance;
import org.jspecify.annotations.Nullable;

/** Calls the service, and holds each answer against the contract. */
final class Calls {

  private Calls() {}

  static RequestSpecification anonymous() {
    return OpenApiConformance.given().urlEncodingEnabled(false);
  }

  static RequestSpecification with(String token) {
    return anonymous().header("Authorization", "Bearer " + token);
  }

  /** A call that the contract need not have, so that its answer is not held against it. */
  static RequestSpecification unchecked(String token) {
    return RestAssured.given()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + token);
  }

  static RequestSpecification json(String token, String body) {
    return with(token).contentType(ContentType.JSON).body(body);
  }

  /** Calls an operation with its sample body, about what the names say. */
  static Response call(Operation operation, @Nullable String token, Map<String, String> names) {
    return call(operation, token == null ? anonymous() : with(token), names);
  }

  static Response call(
      Operation operation, RequestSpecification request, Map<String, String> names) {
    if (operation.hasBody()) {
      request.contentType(ContentType.JSON).body(Samples.fill(Samples.body(operation), names));
    }
    return request.request(operation.method().name(), Samples.fill(operation.path(), names));
  }

  static String code(Response response) {
    return JsonBody.of(response).path("code").asText();
  }

  /** The answer, which must be a success. */
  static Response done(Response response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + " " + response.asString());
    }
    return response;
  }
}
