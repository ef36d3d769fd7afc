package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.Test;

/** Two users of a workspace sign in at the provider as the same person. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class SharedIdentityJourneyTest {

  private static final Map<String, Object> BOB = Map.of("external_user_id", "bob");

  @Test
  void connectWhenAnotherUserHasTheIdentityThenListedAndDelivered() throws Exception {
    try (Journey journey = new Journey();
        EventReceiver receiver = new EventReceiver()) {
      String adas = journey.connected();
      register(journey, receiver);
      String bobs = journey.open("demo_crm", BOB).connect();
      journey.open("demo_crm", BOB).connect();
      await(() -> receiver.messages().size() == 3);

      List<Map<String, Object>> told =
          events(journey).stream()
              .filter(event -> "account.identity_shared".equals(event.get("type")))
              .toList();
      assertThat(told)
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event)
                      .containsEntry("account_id", bobs)
                      .containsEntry("external_user_id", "bob")
                      .containsEntry("identity", Map.of("account_ids", List.of(adas))));
      assertThat(JsonPath.from(receiver.messages().get(1).body()).getMap(""))
          .isEqualTo(told.getFirst());
    }
  }

  @Test
  void connectWhenAnotherUserHasTheIdentityThenTheAuditsEntryConcernsBoth() {
    try (Journey journey = new Journey()) {
      String adas = journey.connected();
      String bobs = journey.open("demo_crm", BOB).connect();
      assertThat(
              journey
                  .byKey()
                  .queryParam("action", "account.identity_shared")
                  .get("/v1/audit-entries")
                  .<List<String>>path("data[0].account_ids"))
          .containsExactlyInAnyOrder(adas, bobs);
    }
  }

  @Test
  void connectWhenTheWorkspaceDeniesItThenTheSecondIsRefusedAndTheFirstIsUntouched() {
    try (Journey journey =
        new Journey(
            Map.of(
                "name",
                "Strict",
                "shared_identities",
                "deny",
                "return_urls",
                List.of(Journey.RETURN_URL)))) {
      String adas = journey.connected();
      String token = journey.accessToken(adas);

      ConnectFlow flow = journey.open("demo_crm", BOB);
      ProblemCheck.of(flow.complete()).hasStatus(409).hasCode("identity_taken");
      Response failed = flow.poll();
      assertThat(failed.<String>path("status")).isEqualTo("failed");
      assertThat(failed.<String>path("error.code")).isEqualTo("identity_taken");
      assertThat(failed.asString()).doesNotContain(Journey.ADAS_USER, adas);

      assertThat(journey.accounts()).containsExactly(adas);
      assertThat(journey.accessToken(adas)).isEqualTo(token);
      assertThat(journey.renewedCredentials(adas).statusCode()).isEqualTo(200);
      assertThat(journey.provider().ledger().revoked(Kind.REFRESH)).isEmpty();
      assertThat(events(journey))
          .extracting(event -> event.get("type"))
          .containsExactly("account.connected", "account.refreshed");

      journey.provider().signsIn(Person.GRACE);
      String bobs = flow.connect();
      assertThat(journey.accounts()).containsExactlyInAnyOrder(adas, bobs);
    }
  }

  private static List<Map<String, Object>> events(Journey journey) {
    return journey.byKey().get("/v1/events").path("data");
  }

  private static void register(Journey journey, EventReceiver receiver) {
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("url", receiver.url()))
        .post("/v1/webhook-endpoints")
        .then()
        .statusCode(201);
  }
}
