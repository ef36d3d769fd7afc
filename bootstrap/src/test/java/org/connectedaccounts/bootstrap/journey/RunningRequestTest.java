package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who repeats a request that is under way is told when to ask again. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RunningRequestTest {

  @Inject AgroalDataSource database;

  private Journey journey;

  @BeforeEach
  void open() {
    journey = new Journey();
  }

  @AfterEach
  void close() {
    journey.close();
  }

  @Test
  void requestWhenTheFirstIsUnderWayThenSaysWhenToComeBack() throws Exception {
    Response first = post();
    assertThat(first.statusCode()).isEqualTo(201);
    isUnderWaySince(0);
    assertThat(retryAfter()).isBetween(1, 20);
    isUnderWaySince(40);
    assertThat(retryAfter()).isBetween(40, 60);
    isUnderWaySince(110);
    assertThat(retryAfter()).isBetween(1, 10);

    isUnderWaySince(120);
    Response next = post();
    assertThat(next.statusCode()).as("it was cut off").isEqualTo(201);
    assertThat(next.<String>path("id")).isNotEqualTo(first.path("id"));
  }

  private int retryAfter() {
    Response refused = post();
    ProblemCheck.of(refused).hasStatus(409).hasCode("idempotency_in_progress");
    return Integer.parseInt(refused.header("Retry-After"));
  }

  private Response post() {
    return journey
        .byKey()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "running-" + journey.workspace())
        .body(Map.of("name", "k", "scopes", List.of("apps:read")))
        .post("/v1/api-keys");
  }

  /** As if it had no answer yet. */
  private void isUnderWaySince(int seconds) throws SQLException {
    new Sql(database)
        .run(
            "update idempotency_record set status = null, body = null, body_key = null,"
                + " created_at = clock_timestamp() - interval '"
                + seconds
                + " seconds' where key = 'running-"
                + journey.workspace()
                + "'");
  }
}
