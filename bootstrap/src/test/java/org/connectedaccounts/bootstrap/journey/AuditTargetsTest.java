package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit says what was changed, and by what it can be found. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class AuditTargetsTest {

  private static final String REQUEST_ID = "X-Request-Id";

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
  void keyWhenMadeRotatedAndDeletedThenFoundByEachOfItsIds() throws Exception {
    Response made = post("/v1/api-keys", Map.of("name", "k", "scopes", List.of("apps:read")));
    String former = made.path("id");
    Response next = post("/v1/api-keys/" + former + "/rotate", Map.of());
    String key = next.path("id");
    journey.byKey().delete("/v1/api-keys/{key}", key).then().statusCode(204);
    await(() -> actions("target", key).contains("deleteApiKey"));

    assertThat(actions("target", key))
        .containsExactlyInAnyOrder("rotateApiKey", "api_key.rotated", "deleteApiKey");
    assertThat(actions("target", former))
        .containsExactlyInAnyOrder("createApiKey", "rotateApiKey", "api_key.rotated");
    for (Map<String, Object> entry : entries("target", key)) {
      if (!"deleteApiKey".equals(entry.get("action"))) {
        assertThat(entry).containsEntry("targets", List.of(former, key));
      }
    }
    assertThat(all().asString()).doesNotContain(made.<String>path("key"), next.<String>path("key"));
  }

  @Test
  void webhookEndpointThenItSaysWhereEventsGoAndNoSecretOfTheUrl() throws Exception {
    Response made =
        post(
            "/v1/webhook-endpoints",
            Map.of("url", "https://hooks.example.test:8443/services/HUSH?token=HUSH"));
    String endpoint = made.path("id");
    String path = "/v1/webhook-endpoints/" + endpoint;
    json(Map.of("url", "https://thief.example.test/HUSH")).patch(path).then().statusCode(200);
    String secret = json(Map.of()).post(path + "/secret").then().extract().path("secret");
    journey.byKey().delete(path).then().statusCode(204);
    await(() -> actions("target", endpoint).size() == 4);

    assertThat(entries("target", endpoint))
        .extracting(entry -> entry.get("targets"))
        .containsExactlyInAnyOrder(
            List.of(endpoint, "https://hooks.example.test:8443"),
            List.of(endpoint, "https://thief.example.test"),
            List.of(endpoint, "https://thief.example.test"),
            List.of(endpoint));
    assertThat(actions("target", "https://thief.example.test"))
        .containsExactlyInAnyOrder("updateWebhookEndpoint", "rotateWebhookSecret");
    assertThat(all().asString()).doesNotContain("HUSH", secret, made.path("secret"));
  }

  @Test
  void sessionWhenOpenedThenFoundByItsUserAndItsId() throws Exception {
    Response made = post("/v1/connect-sessions", Map.of("external_user_id", "ada"));
    String session = made.path("id");
    await(() -> !actions("target", session).isEmpty());
    assertThat(entries("external_user_id", "ada"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry)
                    .containsEntry("action", "createConnectSession")
                    .containsEntry("targets", List.of(session)));
    assertThat(all().asString()).doesNotContain(made.<String>path("token"));
  }

  @Test
  void answerWhenGivenAgainThenItNamesWhatWasMade() throws Exception {
    var body = Map.of("name", "k", "scopes", List.of("apps:read"));
    String made = "";
    for (int i = 0; i < 2; i++) {
      made = json(body).header("Idempotency-Key", "again").post("/v1/api-keys").path("id");
    }
    String key = made;
    await(() -> actions("target", key).size() == 2);
    assertThat(actions("target", key)).containsOnly("createApiKey");
  }

  @Test
  void callThenFoundByItsRequestIdInListAndExport() throws Exception {
    String id = "call-of-" + journey.workspace();
    json(Map.of("name", "An app")).header(REQUEST_ID, id).post("/v1/app-requests");
    await(() -> !actions("request_id", id).isEmpty());
    assertThat(actions("request_id", id)).containsExactly("createAppRequest");
    assertThat(actions("request_id", id + "x")).isEmpty();
    Response export = journey.byKey().queryParam("request_id", id).get("/v1/audit-entries/export");
    assertThat(export.asString().lines()).singleElement().asString().contains(id);
  }

  @Test
  void lookWhenRefusedThenItStandsThereAndOtherwiseNot() throws Exception {
    String weak =
        post("/v1/api-keys", Map.of("name", "weak", "scopes", List.of("apps:read"))).path("key");
    String path = "/v1/webhook-endpoints/whe_01kb2w3c5de8n4y7s6t9p2a1vg";
    ProblemCheck.of(Journey.by(weak).get(path)).hasStatus(403).hasCode("scope_missing");
    ProblemCheck.of(journey.byKey().get(path)).hasStatus(404);
    RestAssured.given()
        .header("Authorization", "Bearer " + journey.key())
        .head("/v1/accounts")
        .then()
        .statusCode(200);
    await(() -> !actions("action", "getWebhookEndpoint").isEmpty());
    assertThat(entries("action", "getWebhookEndpoint"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry)
                    .containsEntry("status", 403)
                    .containsEntry("code", "scope_missing")
                    .containsEntry("targets", List.of("whe_01kb2w3c5de8n4y7s6t9p2a1vg")));
    assertThat(actions("action", "listAccounts")).as("HEAD is a look as well").isEmpty();
  }

  @Test
  void purposeWhenInUtf8ThenReadAsThat() throws Exception {
    String account = journey.connected();
    String purpose = "Übergabe für Zoë 😀 " + "é".repeat(150);
    String id = "purpose-of-" + journey.workspace();
    assertThat(rawCredentials(account, purpose, id)).startsWith("HTTP/1.1 200");
    await(() -> !entries("request_id", id).isEmpty());
    assertThat(entries("request_id", id).getFirst()).containsEntry("purpose", purpose);
  }

  /** As no client of ours would send it: they all put question marks for what is not ASCII. */
  private String rawCredentials(String account, String purpose, String id) throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /v1/accounts/" + account + "/credentials HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Authorization: Bearer " + journey.key(),
            "Purpose: " + purpose,
            REQUEST_ID + ": " + id,
            "",
            "");
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private RequestSpecification json(Map<String, ?> body) {
    return journey.byKey().contentType(ContentType.JSON).body(body);
  }

  private Response post(String path, Map<String, ?> body) {
    return json(body).post(path).then().statusCode(201).extract().response();
  }

  private Response all() {
    return journey.byKey().get("/v1/audit-entries").then().statusCode(200).extract().response();
  }

  private List<String> actions(String filter, String value) {
    return entries(filter, value).stream().map(entry -> (String) entry.get("action")).toList();
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
}
