package org.connectedaccounts.bootstrap.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a word of it in the settings there is no demo. */
@QuarkusTest
class DemoOffIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/demo/oauth/authorize",
        "/demo/oauth/token",
        "/demo/api/me",
        "/demo/api/messages",
        "/demo/return",
        "/demo"
      })
  void anyPathWhenTheDemoIsOffThenLikeAnUnknownOne(String path) {
    given().get(path).then().statusCode(404).body("code", equalTo("not_found"));
    given().post(path).then().statusCode(404).body("code", equalTo("not_found"));
  }
}
