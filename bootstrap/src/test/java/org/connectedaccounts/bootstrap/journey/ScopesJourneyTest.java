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
import org.connectedaccounts.testing.AuthorizeAnswer;
import org.connectedaccounts.testing.ScriptedClient;
import org.connectedaccounts.testing.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What steps need, accounts have, and consents ask for; and who is told when one of it changes. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ScopesJourneyTest {

  private Journey journey;
  private EventReceiver receiver;

  @BeforeEach
  void open() {
    journey = new Journey();
    receiver = new EventReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    journey.close();
  }

  @Test
  void reconnectWhenAStepNeedsMoreThenItAsksForItAndTellsWhatChanged() {
    String account = journey.connected();
    link(account, List.of("files", "read"));
    assertThat(scopes(account, "needed_scopes")).containsExactly("files", "read");
    assertThat(scopes(account, "missing_scopes")).containsExactly("files");
    assertThat(journey.byKey().get("/v1/accounts").<List<String>>path("data[0].missing_scopes"))
        .containsExactly("files");

    Response session = session(account);
    assertThat(session.<List<String>>path("missing_scopes")).containsExactly("files");
    assertThat(session.<List<String>>path("warnings.code")).containsExactly("scopes_unlisted");
    assertThat(session.<List<String>>path("warnings[0].scopes")).containsExactly("files");
    ConnectFlow flow =
        journey.open(
            "demo_crm", Map.of("external_user_id", Journey.ADAS_USER, "account_id", account));
    String asked = ScriptedClient.parameter(flow.authorizationUrl(), "scope").getFirst();
    assertThat(asked.split(" ", -1)).containsExactlyInAnyOrder("openid", "read", "files");

    assertThat(flow.complete().<List<String>>path("missing_scopes")).isEmpty();
    assertThat(told("account.scopes_changed"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event)
                    .containsEntry("account_id", account)
                    .containsEntry("generation", 2)
                    .containsEntry(
                        "scopes", Map.of("added", List.of("files"), "removed", List.of())));
  }

  @Test
  void reconnectWhenTheProviderRefusesAScopeThenSaysWhichAndTheNextTryGoesWithoutIt() {
    String account = journey.connected();
    link(account, List.of("mesages:read"));
    ConnectFlow flow =
        journey.open(
            "demo_crm", Map.of("external_user_id", Journey.ADAS_USER, "account_id", account));
    journey.provider().authorizesOnce(AuthorizeAnswer.error("invalid_scope", "no such scope"));
    assertThat(flow.comesBackRefused()).isEqualTo("provider_error");
    Response failed = flow.poll();
    assertThat(failed.<String>path("error.oauth_error")).isEqualTo("invalid_scope");
    assertThat(failed.<String>path("error.detail")).contains(": mesages:read.");

    assertThat(flow.complete().<List<String>>path("missing_scopes"))
        .containsExactly("mesages:read");
  }

  @Test
  void reconnectWhenTheProviderGrantsLessThenTheAccountSaysWhatItsStepsMiss() {
    String account = journey.connected();
    link(account, List.of("read"));
    journey.provider().grantsScope("openid");
    ConnectFlow flow =
        journey.open(
            "demo_crm", Map.of("external_user_id", Journey.ADAS_USER, "account_id", account));
    assertThat(flow.complete().<List<String>>path("missing_scopes")).containsExactly("read");
    assertThat(flow.poll().<List<String>>path("account.missing_scopes")).containsExactly("read");
    assertThat(told("account.scopes_changed"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event)
                    .containsEntry(
                        "scopes", Map.of("added", List.of(), "removed", List.of("read"))));
  }

  @Test
  void sessionWhenTheClientNoLongerListsANeededScopeThenWarns() {
    String account = journey.connected();
    link(account, List.of("read"));
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "client_id",
                ScriptedProvider.CLIENT_ID,
                "client_secret",
                ScriptedProvider.CLIENT_SECRET,
                "scopes",
                List.of("openid")))
        .put("/v1/oauth-clients/demo_crm")
        .then()
        .statusCode(200);
    Response session = session(account);
    assertThat(session.<String>path("warnings[0].code")).isEqualTo("scopes_at_risk");
    assertThat(session.<List<String>>path("warnings[0].scopes")).containsExactly("read");
  }

  @Test
  void linkWhenBrokenThenDeliveredAsListedAndAudited() throws Exception {
    String account = journey.connected();
    link(account, List.of());
    register();
    journey.delete(account).then().statusCode(200);
    await(() -> receiver.messages().size() == 2);

    Map<String, Object> event = told("step_link.broken").getFirst();
    assertThat(event)
        .containsEntry("account_id", account)
        .containsEntry(
            "link", Map.of("workflow_id", "wf-7", "step_id", "send", "name", "demo_crm"));
    assertThat(delivered(0)).isEqualTo(event);
    assertThat(delivered(1)).containsEntry("type", "account.removed");
    assertThat(
            journey
                .byKey()
                .queryParam("action", "step_link.broken")
                .get("/v1/audit-entries")
                .<String>path("data[0].workflow_id"))
        .isEqualTo("wf-7");
  }

  @Test
  void keyWhenRotatedThenDeliveredWithoutWaitingForAnother() throws Exception {
    register();
    receiver.answers(500);
    String first = rotated();
    String second = rotated();
    await(() -> receiver.messages().size() == 2);

    List<Map<String, Object>> events = told("api_key.rotated");
    assertThat(events).hasSize(2);
    assertThat(List.of(delivered(0), delivered(1))).containsExactlyInAnyOrderElementsOf(events);
    assertThat(events.getFirst()).doesNotContainKey("account_id");
    assertThat(journey.byKey().get("/v1/events").<List<String>>path("data.api_key.id"))
        .containsExactly(first, second);
  }

  /** A new key in place of another; answers its id. */
  private String rotated() {
    Response made =
        journey
            .byKey()
            .contentType(ContentType.JSON)
            .body(Map.of("name", "ci", "scopes", List.of("manage")))
            .post("/v1/api-keys");
    Response next =
        journey
            .byKey()
            .contentType(ContentType.JSON)
            .body(Map.of("overlap_seconds", 60))
            .post("/v1/api-keys/{key}/rotate", made.<String>path("id"));
    assertThat(next.statusCode()).as(next.asString()).isEqualTo(201);
    return next.path("id");
  }

  private void link(String account, List<String> scopes) {
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("account_id", account, "scopes", scopes))
        .put("/v1/workflows/wf-7/steps/send/accounts/demo_crm")
        .then()
        .statusCode(200);
  }

  private Response session(String account) {
    return journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("external_user_id", Journey.ADAS_USER, "account_id", account))
        .post("/v1/connect-sessions");
  }

  private List<String> scopes(String account, String field) {
    return journey.account(account).path(field);
  }

  private List<Map<String, Object>> told(String type) {
    List<Map<String, Object>> events = journey.byKey().get("/v1/events").path("data");
    return events.stream().filter(event -> type.equals(event.get("type"))).toList();
  }

  private void register() {
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("url", receiver.url()))
        .post("/v1/webhook-endpoints")
        .then()
        .statusCode(201);
  }

  private Map<String, Object> delivered(int number) {
    return JsonPath.from(receiver.messages().get(number).body()).getMap("");
  }
}
