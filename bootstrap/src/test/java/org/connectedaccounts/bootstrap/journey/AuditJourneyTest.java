package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is given a credential, or changes something, stands in the audit, and stays there. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class AuditJourneyTest {

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
  void readThenItSaysWhoWhatWhatForAndFromWhere() throws Exception {
    String account = journey.connected();
    String token = journey.accessToken(account);
    journey
        .byKey()
        .header("Purpose", "run-1234")
        .header("X-Request-Id", "request-of-the-test")
        .get("/v1/accounts/{account}/credentials", account)
        .then()
        .statusCode(200)
        .header("X-Request-Id", "request-of-the-test");
    await(() -> entries("action", "getCredentials").size() == 2);

    Map<String, Object> entry = entries("action", "getCredentials").getFirst();
    assertThat(entry)
        .containsEntry("actor_kind", "api_key")
        .containsEntry("status", 200)
        .containsEntry("account_ids", List.of(account))
        .containsEntry("external_user_id", Journey.ADAS_USER)
        .containsEntry("purpose", "run-1234")
        .containsEntry("address", "127.0.0.1")
        .containsEntry("request_id", "request-of-the-test");
    assertThat((String) entry.get("actor_id")).startsWith("key_");
    assertThat(entries("account_id", account)).isNotEmpty();
    assertThat(list().asString()).doesNotContain(token);
  }

  @Test
  void stepAuthsThenEveryAccountIsNamed() throws Exception {
    String account =
        journey
            .open(
                journey.putOauthApp(),
                Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP))
            .connect();
    journey.auths(Journey.ADAS_USER).then().statusCode(200);
    await(() -> entries("action", "getStepAuths").size() == 1);
    assertThat(entries("action", "getStepAuths").getFirst())
        .containsEntry("account_ids", List.of(account))
        .containsEntry("external_user_id", Journey.ADAS_USER)
        .containsEntry("workflow_id", Journey.STEP.get("workflow_id"))
        .containsEntry("step_id", Journey.STEP.get("step_id"));
    assertThat(entries("action", "completeConnectSession").getFirst())
        .as("the session made the link")
        .containsEntry("account_ids", List.of(account))
        .containsEntry("workflow_id", Journey.STEP.get("workflow_id"))
        .containsEntry("step_id", Journey.STEP.get("step_id"));
  }

  @Test
  void callWhenRefusedThenItStandsThereWithItsCode() throws Exception {
    String weak =
        journey
            .byKey()
            .contentType(ContentType.JSON)
            .body(Map.of("name", "weak", "scopes", List.of("apps:read")))
            .post("/v1/api-keys")
            .path("key");
    String account = journey.connected();
    ProblemCheck.of(Journey.by(weak).get("/v1/accounts/{account}/credentials", account))
        .hasStatus(403)
        .hasCode("scope_missing");
    await(() -> entries("action", "getCredentials").size() == 1);
    assertThat(entries("action", "getCredentials").getFirst())
        .containsEntry("status", 403)
        .containsEntry("code", "scope_missing");
    ProblemCheck.of(Journey.by(weak).get("/v1/audit-entries"))
        .hasStatus(403)
        .hasCode("scope_missing");
  }

  @Test
  void eventsThenTheyStandThereAtOnceAsDoneByTheService() {
    String account = journey.connected();
    assertThat(entries("action", "account.connected").getFirst())
        .containsEntry("actor_kind", "service")
        .containsEntry("account_ids", List.of(account));
  }

  @Test
  void entriesWhenSomebodyChangesThemThenTheStoreRefuses() {
    journey.connected();
    assertThatThrownBy(() -> new Sql(database).run("update audit_entry set purpose = 'another'"))
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> new Sql(database).run("delete from audit_entry"))
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> new Sql(database).run("truncate audit_entry"))
        .hasMessageContaining("only added to");
  }

  @Test
  void exportThenOneEntryInEachLineAndWhereToGoOn() throws Exception {
    journey.connected();
    await(() -> list().<List<Object>>path("data").size() >= 3);
    List<String> ids = list().path("data.id");
    Response first = export(journey.byKey().queryParam("limit", 1));
    assertThat(JsonPath.from(first.asString()).getString("id")).isEqualTo(ids.getFirst());
    Response rest = export(journey.byKey().queryParam("cursor", first.header("Next-Cursor")));
    assertThat(rest.header("Next-Cursor")).isNull();
    assertThat(rest.asString().lines().map(line -> JsonPath.from(line).getString("id")))
        .containsExactlyElementsOf(ids.subList(1, ids.size()));
  }

  @Test
  void listWhenTimesAreGivenThenOnlyWhatIsBetween() throws Exception {
    journey.connected();
    await(() -> !entries("action", "completeConnectSession").isEmpty());
    assertThat(entries("since", "2999-01-01T00:00:00Z")).isEmpty();
    assertThat(entries("until", "2000-01-01T00:00:00Z")).isEmpty();
    assertThat(entries("since", "2000-01-01T00:00:00Z")).isNotEmpty();
    ProblemCheck.of(journey.byKey().queryParam("since", "now").get("/v1/audit-entries"))
        .hasStatus(400)
        .hasCode("invalid_request")
        .pointsAt("?since");
  }

  private Response list() {
    return journey.byKey().get("/v1/audit-entries").then().statusCode(200).extract().response();
  }

  private List<Map<String, Object>> entries(String filter, String value) {
    return journey
        .byKey()
        .queryParam(filter, value)
        .get("/v1/audit-entries")
        .then()
        .statusCode(200)
        .extract()
        .path("data");
  }

  private static Response export(RequestSpecification request) {
    return request
        .get("/v1/audit-entries/export")
        .then()
        .statusCode(200)
        .contentType("application/x-ndjson")
        .extract()
        .response();
  }
}
