package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.journey.EventReceiver.Message;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.junit.jupiter.api.Test;

/** Events reach who wants them: at least once, in order for each account, and provably from us. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class WebhookJourneyTest extends WithReceiver {

  @Inject AgroalDataSource database;

  @Test
  void eventThenDeliveredSignedAndAsTheListHasIt() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    String account = journey.connected();
    await(() -> receiver.messages().size() == 1);

    Message message = receiver.messages().getFirst();
    String secret = made.path("secret");
    assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Webhook(secret).verify(message.body() + " ", message.headers()))
        .isInstanceOf(WebhookVerificationException.class);
    Map<String, Object> told = JsonPath.from(message.body()).getMap("");
    Map<String, Object> listed = journey.byKey().get("/v1/events").path("data[0]");
    assertThat(told).isEqualTo(listed).containsEntry("account_id", account);
    assertThat(message.id()).isEqualTo(told.get("id"));
    await(() -> deliveries(made, "delivered").size() == 1);
    assertThat(deliveries(made, "pending")).isEmpty();
  }

  @Test
  void eventsWhenOneIsNotTakenThenThoseOfItsAccountWaitAndKeepTheirOrder() throws Exception {
    register(Map.of("url", receiver.url()));
    receiver.answers(500);
    String account = journey.connected();
    assertThat(journey.renewedCredentials(account).statusCode()).isEqualTo(200);
    await(() -> receiver.messages().size() == 1);
    tryAgainNow();
    await(() -> receiver.messages().size() == 3);

    List<Message> came = receiver.messages();
    assertThat(came.get(1).id()).as("the same message again").isEqualTo(came.get(0).id());
    assertThat(came.stream().map(each -> JsonPath.from(each.body()).getString("type")))
        .containsExactly("account.connected", "account.connected", "account.refreshed");
  }

  @Test
  void eventOfAnotherAccountWhileOneIsSlowThenDeliveredAtOnce() throws Exception {
    register(Map.of("url", receiver.url()));
    receiver.isSlow(1);
    String slow = journey.connected();
    await(() -> receiver.held() == 1);
    assertThat(journey.renewedCredentials(slow).statusCode()).isEqualTo(200);
    journey.provider().signsIn(Person.GRACE);
    String other = journey.open("demo_crm").connect();
    await(() -> receiver.messages().size() >= 2);

    assertThat(receiver.held()).as("the slow one is not answered yet").isEqualTo(1);
    assertThat(receiver.messages().get(1).body()).contains(other).doesNotContain(slow);
    receiver.letGo();
    await(() -> receiver.messages().size() == 3);
    assertThat(JsonPath.from(receiver.messages().get(2).body()).getString("type"))
        .as("in order for its account")
        .isEqualTo("account.refreshed");
  }

  @Test
  void eventWhileAnotherWorkspacesReceiversAreSlowThenDeliveredAtOnce() throws Exception {
    register(Map.of("url", receiver.url()));
    try (var greedy = new Journey();
        var slow = new EventReceiver()) {
      slow.isSlow(Integer.MAX_VALUE);
      for (int n = 0; n < 20; n++) {
        post(greedy, Map.of("url", slow.url())).then().statusCode(201);
      }
      greedy.connected();
      await(() -> slow.held() >= 16);
      journey.connected();
      await(() -> receiver.messages().size() == 1);
      assertThat(slow.held()).as("none of the others was answered yet").isEqualTo(20);
    }
  }

  @Test
  void eventWhenOfAnotherTypeThenNotDelivered() throws Exception {
    register(Map.of("url", receiver.url(), "types", List.of("account.removed")));
    String account = journey.connected();
    journey.delete(account).then().statusCode(200);
    await(() -> !receiver.messages().isEmpty());
    assertThat(receiver.messages()).hasSize(1);
    assertThat(JsonPath.from(receiver.messages().getFirst().body()).getString("type"))
        .isEqualTo("account.removed");
  }

  @Test
  void secretWhenRotatedThenBothSignUntilTheOverlapIsOver() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    String former = made.path("secret");
    String next = rotate(made, 3600).path("secret");
    String account = journey.connected();
    await(() -> receiver.messages().size() == 1);
    Message message = receiver.messages().getFirst();
    for (String secret : List.of(former, next)) {
      assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
          .doesNotThrowAnyException();
    }

    String last = rotate(made, 0).path("secret");
    assertThat(journey.renewedCredentials(account).statusCode()).isEqualTo(200);
    await(() -> receiver.messages().size() == 2);
    Message later = receiver.messages().getLast();
    assertThatCode(() -> new Webhook(last).verify(later.body(), later.headers()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Webhook(next).verify(later.body(), later.headers()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void receiverWhenGoneThenDisabledAndItsEventsWaitUntilItIsEnabled() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    receiver.answers(410);
    String account = journey.connected();
    await(() -> !endpoint(made).<Boolean>path("enabled"));
    assertThat(journey.renewedCredentials(account).statusCode()).isEqualTo(200);
    tryAgainNow();

    patch(made, Map.of("enabled", true)).then().statusCode(200);
    await(() -> receiver.messages().size() == 3);
    assertThat(JsonPath.from(receiver.messages().getLast().body()).getString("type"))
        .isEqualTo("account.refreshed");
  }

  @Test
  void receiverWhenGoneThenTheEndpointAndTheAuditSayWhy() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    assertThat(endpoint(made).<String>path("disabled_reason")).isNull();
    receiver.answers(410);
    journey.connected();
    await(() -> !endpoint(made).<Boolean>path("enabled"));
    assertThat(endpoint(made).<String>path("disabled_reason")).isEqualTo("gone");
    await(() -> disabled().size() == 1);
    assertThat(disabled().getFirst())
        .containsEntry("code", "gone")
        .containsEntry("actor_kind", "service")
        .containsEntry("targets", List.of(made.<String>path("id")));

    patch(made, Map.of("types", List.of())).then().statusCode(200);
    assertThat(endpoint(made).<String>path("disabled_reason")).isEqualTo("gone");
    patch(made, Map.of("enabled", true)).then().statusCode(200);
    assertThat(endpoint(made).<String>path("disabled_reason")).isNull();
    patch(made, Map.of("enabled", false)).then().statusCode(200);
    assertThat(endpoint(made).<String>path("disabled_reason")).isEqualTo("switched_off");
  }

  private List<Map<String, Object>> disabled() {
    return journey
        .byKey()
        .queryParam("action", "webhook_endpoint.disabled")
        .get("/v1/audit-entries")
        .path("data");
  }

  @Test
  void eventWhenGivenUpThenDeadAndDeliveredOnRequest() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    receiver.answers(503, 503);
    journey.connected();
    await(() -> receiver.messages().size() == 1);
    new Sql(database).run("update webhook_delivery set attempts = 10, next_at = clock_timestamp()");
    await(() -> deliveries(made, "dead").size() == 1);
    Map<String, Object> dead = deliveries(made, "dead").getFirst();
    assertThat(dead).containsEntry("last_status", 503).containsEntry("last_error", "http_status");

    journey
        .byKey()
        .noContentType()
        .post(
            "/v1/webhook-endpoints/{endpoint}/deliveries/{event}/retry",
            made.<String>path("id"),
            dead.get("event_id"))
        .then()
        .statusCode(200);
    await(() -> deliveries(made, "delivered").size() == 1);
  }

  @Test
  void urlWhenNotOfThePublicInternetThenNeverCalledAndSaysWhy() throws Exception {
    Response made = register(Map.of("url", "https://169.254.169.254/latest"));
    journey.connected();
    await(
        () ->
            deliveries(made, "pending").stream()
                .anyMatch(each -> "destination_refused".equals(each.get("last_error"))));
  }

  @Test
  void urlWhenNoHttpsThenRefusedWithItsPlace() {
    for (String url :
        List.of("http://flows.example/x", "ftp://h/x", "https://u@h/", "x", "/x", "//h/x")) {
      ProblemCheck.of(send(Map.of("url", url))).hasStatus(400).hasCode("invalid_request");
    }
    ProblemCheck.of(send(Map.of("url", "https://h/", "types", List.of("account.exploded"))))
        .hasStatus(400)
        .hasCode("invalid_request");
  }

  @Test
  void endpointWhenThereAreTwentyThenNoFurtherOne() {
    for (int n = 0; n < 20; n++) {
      register(Map.of("url", "https://flows.example/" + n));
    }
    ProblemCheck.of(send(Map.of("url", "https://flows.example/more")))
        .hasStatus(409)
        .hasCode("webhook_endpoint_limit");
  }

  @Test
  void endpointWhenRemovedThenNothingMoreComes() throws Exception {
    Response made = register(Map.of("url", receiver.url()));
    Response other = register(Map.of("url", receiver.url()));
    journey
        .byKey()
        .delete("/v1/webhook-endpoints/{endpoint}", made.<String>path("id"))
        .then()
        .statusCode(204);
    journey.connected();
    await(() -> deliveries(other, "delivered").size() == 1);
    assertThat(receiver.messages()).hasSize(1);
    ProblemCheck.of(endpoint(made)).hasStatus(404).hasCode("webhook_endpoint_not_found");
  }

  private Response send(Map<String, Object> request) {
    return post(journey, request);
  }

  private Response endpoint(Response made) {
    return journey.byKey().get("/v1/webhook-endpoints/{endpoint}", made.<String>path("id"));
  }

  private Response patch(Response made, Map<String, Object> change) {
    return journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(change)
        .patch("/v1/webhook-endpoints/{endpoint}", made.<String>path("id"));
  }

  private Response rotate(Response made, int overlap) {
    return journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("overlap_seconds", overlap))
        .post("/v1/webhook-endpoints/{endpoint}/secret", made.<String>path("id"));
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

  /** As if the pause were over. */
  private void tryAgainNow() throws SQLException {
    new Sql(database)
        .run("update webhook_delivery set next_at = clock_timestamp() where state = 'PENDING'");
  }
}
