package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import com.standardwebhooks.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.journey.EventReceiver.Message;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.Test;

/** A receiver can be tried before anything happens, and nobody else hears of it. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class TriedReceiverTest extends WithReceiver {

  private static final String TYPE = "webhook_endpoint.test";

  @Test
  void testThenOneSignedEventArrivesWhateverTypesTheEndpointWants() throws Exception {
    Response made = register(Map.of("url", receiver.url(), "types", List.of("account.removed")));
    Response begun = test(made);
    begun.then().statusCode(202);
    assertThat(begun.<String>path("event_type")).isEqualTo(TYPE);
    assertThat(begun.<String>path("status")).isEqualTo("pending");
    assertThat(begun.header("Location")).isNull();
    await(() -> deliveries(made, "delivered").size() == 1);

    Message message = receiver.messages().getFirst();
    assertThatCode(
            () ->
                new Webhook(made.<String>path("secret")).verify(message.body(), message.headers()))
        .doesNotThrowAnyException();
    assertThat(message.id()).isEqualTo(begun.path("event_id"));
    Map<String, Object> told = JsonPath.from(message.body()).getMap("");
    Map<String, Object> listed = journey.byKey().get("/v1/events").path("data[0]");
    assertThat(told).isEqualTo(listed).containsOnlyKeys("id", "type", "created_at");
    assertThat(told).containsEntry("type", TYPE);
  }

  /** The others' first message is of what happened later, so they were passed over. */
  @Test
  void testThenItReachesNoOtherEndpointAndNoOtherWorkspace() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    try (var others = new EventReceiver();
        var elsewhere = new Journey()) {
      Response other = register(Map.of("url", others.url()));
      assertThat(post(elsewhere, Map.of("url", others.url())).statusCode()).isEqualTo(201);
      test(made).then().statusCode(202);
      await(() -> deliveries(made, "delivered").size() == 1);
      journey.connected();
      elsewhere.connected();
      await(() -> others.messages().size() == 2 && receiver.messages().size() == 2);

      assertThat(types(others)).containsOnly("account.connected");
      assertThat(types(receiver)).containsExactly(TYPE, "account.connected");
      await(() -> deliveries(other, "delivered").size() == 1);
      assertThat(elsewhere.byKey().get("/v1/events").<List<String>>path("data.type"))
          .containsExactly("account.connected");
      ProblemCheck.of(test(elsewhere, made)).hasStatus(404).hasCode("webhook_endpoint_not_found");
    }
  }

  @Test
  void testWhenNotTakenThenSentOnceAndTheDeliverySaysWhyAndIsSentAgainOnRequest() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    receiver.answers(500);
    Response begun = test(made);
    await(() -> deliveries(made, "dead").size() == 1);
    assertThat(deliveries(made, "dead").getFirst())
        .containsEntry("event_id", begun.path("event_id"))
        .containsEntry("last_status", 500)
        .containsEntry("last_error", "http_status")
        .containsEntry("attempts", 1);

    journey
        .byKey()
        .noContentType()
        .post(
            "/v1/webhook-endpoints/{endpoint}/deliveries/{event}/retry",
            made.<String>path("id"),
            begun.<String>path("event_id"))
        .then()
        .statusCode(200);
    await(() -> deliveries(made, "delivered").size() == 1);
    assertThat(receiver.messages()).extracting(Message::id).hasSize(2).containsOnly(id(begun));
  }

  @Test
  void testWhenTheAddressIsPrivateThenNothingIsSentAndTheDeliverySaysWhy() throws Exception {
    Response made = register(Map.of("url", "https://169.254.169.254/latest"));
    test(made).then().statusCode(202);
    await(() -> deliveries(made, "dead").size() == 1);
    assertThat(deliveries(made, "dead").getFirst())
        .containsEntry("last_error", "destination_refused");
  }

  @Test
  void testWhenTheEndpointIsDisabledThenRefused() {
    Response made = register(Map.of("url", receiver.url()));
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("enabled", false))
        .patch("/v1/webhook-endpoints/{endpoint}", made.<String>path("id"))
        .then()
        .statusCode(200);
    ProblemCheck.of(test(made)).hasStatus(409).hasCode("webhook_endpoint_disabled");
  }

  @Test
  void testWhenAskedForTwiceWithOneKeyThenSentOnceAndAnsweredTheSame() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    Response first = once(made);
    Response second = once(made);
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header("Location")).isNull();
    assertThat(id(second)).isEqualTo(id(first));
    await(() -> deliveries(made, "delivered").size() == 1);
    assertThat(receiver.messages()).hasSize(1);
  }

  @Test
  void testThenTheAuditHasTheCallAndNothingThatHappened() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    String event = id(test(made));
    await(() -> !audited(event).isEmpty());
    assertThat(audited(event))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry)
                    .containsEntry("action", "testWebhookEndpoint")
                    .containsEntry("targets", List.of(made.<String>path("id"), event)));
    assertThat(journey.byKey().get("/v1/audit-entries").<List<String>>path("data.actor_kind"))
        .doesNotContain("service");
  }

  @Test
  void typesWhenATestIsAmongThemThenRefused() {
    ProblemCheck.of(post(journey, Map.of("url", receiver.url(), "types", List.of(TYPE))))
        .hasStatus(400)
        .pointsAt("/types/0");
  }

  private static List<String> types(EventReceiver of) {
    return of.messages().stream()
        .map(message -> JsonPath.from(message.body()).getString("type"))
        .toList();
  }

  private static String id(Response delivery) {
    return delivery.path("event_id");
  }

  private Response test(Response made) {
    return test(journey, made);
  }

  private static Response test(Journey by, Response made) {
    return by.byKey()
        .noContentType()
        .post("/v1/webhook-endpoints/{endpoint}/test", made.<String>path("id"));
  }

  private Response once(Response made) {
    return journey
        .byKey()
        .noContentType()
        .header("Idempotency-Key", "once")
        .post("/v1/webhook-endpoints/{endpoint}/test", made.<String>path("id"));
  }

  private List<Map<String, Object>> audited(String event) {
    return journey.byKey().queryParam("target", event).get("/v1/audit-entries").path("data");
  }

  private List<Map<String, Object>> deliveries(Response made, String status) {
    return journey
        .byKey()
        .queryParam("status", status)
        .get("/v1/webhook-endpoints/{endpoint}/deliveries", made.<String>path("id"))
        .then()
        .statusCode(200)
        .extract()
        .path("data");
  }
}
