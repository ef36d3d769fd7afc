package org.connectedaccounts.bootstrap;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StartedServiceIT {
  @TestHTTPResource(value = "metrics", management = true)
  URI metrics;

  @Test
  void healthWhenStartedThenUp() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void contractWhenAskedThenServedAsWritten() {
    given()
        .get("/openapi")
        .then()
        .statusCode(200)
        .body(containsString("openapi: 3.0.3"), containsString("title: Connected Accounts"));
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  @Test
  void metricsWhenAskedThenOnlyOnManagementPort() {
    given().get("/q/metrics").then().statusCode(404);
    given().get(metrics).then().statusCode(200);
  }
}
