package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to one workspace is to every other as if it were not there. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class TenantsNeverMeetTest {

  /** Reads are written down, and deliveries tried again, whatever the others do. */
  private static final String CHANGING_BY_THEMSELVES =
      "getCredentials|getStepAuths|listAuditEntries|exportAuditEntries|listWebhookDeliveries"
          + "|listRevocations|getRevocation";

  /** Further ways to name what belongs to somebody else: method, path and body. */
  private static final List<List<String>> FURTHER =
      List.of(
          List.of("GET", "/v1/accounts?external_user_id={external_user_id}", ""),
          List.of("GET", "/v1/accounts?app={app}", ""),
          List.of("GET", "/v1/accounts?q={external_user_id}", ""),
          List.of("GET", "/v1/apps?q={app}", ""),
          List.of("DELETE", "/v1/accounts/OWN_ACCOUNT?replace_with={account_id}", ""),
          List.of(
              "PUT", "/v1/workflows/w/steps/s/accounts/n", "{\"account_id\": \"{account_id}\"}"),
          List.of(
              "PUT",
              "/v1/workflows/w",
              "{\"links\": [{\"step_id\": \"s\", \"account_id\": \"{account_id}\"}]}"),
          List.of("GET", "/v1/workflows/{workflow_id}/steps/{step_id}/auths", ""),
          List.of(
              "GET",
              "/v1/workflows/{workflow_id}/steps/{step_id}/auths?external_user_id={external_user_id}",
              ""),
          List.of(
              "POST",
              "/v1/connect-sessions",
              "{\"external_user_id\": \"own\", \"apps\": [\"{app}\"]}"),
          List.of(
              "POST",
              "/v1/connect-sessions",
              "{\"external_user_id\": \"own\", \"account_id\": \"{account_id}\"}"));

  private Tenant ours = new Tenant("", "", "", Map.of());
  private Tenant theirs = ours;

  @BeforeEach
  void open() {
    ours = Tenant.create("ours" + Long.toString(System.nanoTime(), 36));
    theirs = Tenant.create("theirs" + Long.toString(System.nanoTime(), 36));
  }

  @Test
  void resourceWhenOfAnotherWorkspaceThenAnsweredLikeAnUnknownOne() {
    String before = picture();
    assertSoftly(
        softly -> {
          for (Operation operation : puttingLast()) {
            if (Samples.namesSomething(operation)) {
              for (String token : tokens(operation)) {
                Answer foreign = answer(operation, token, theirs.names());
                Answer unknown = answer(operation, token, theirs.unknown());
                softly.assertThat(foreign).as(operation.toString()).isEqualTo(unknown);
              }
            }
          }
        });
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void resourceWhenNamedElsewhereThenAnsweredLikeAnUnknownOne() {
    String before = picture();
    assertSoftly(
        softly -> {
          for (List<String> call : FURTHER) {
            Answer foreign = answer(call, ours.key(), theirs.names());
            Answer unknown = answer(call, ours.key(), theirs.unknown());
            softly.assertThat(foreign).as(call.toString()).isEqualTo(unknown);
          }
          softly
              .assertThat(header(theirs.id("workspace_id")))
              .isEqualTo(header(String.valueOf(theirs.unknown().get("workspace_id"))));
          softly.assertThat(use(theirs.names())).isEqualTo(use(theirs.unknown()));
        });
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void listWhenAskedThenHoldsNothingOfAnotherWorkspace() {
    List<Operation> lists =
        Operation.needingKeys()
            .filter(operation -> operation.method() == HttpMethod.GET)
            .filter(operation -> operation.isFor("workspaceKey"))
            .filter(operation -> !Samples.namesSomething(operation))
            .toList();
    assertThat(lists).hasSizeGreaterThanOrEqualTo(5);
    assertSoftly(
        softly -> {
          for (Operation operation : lists) {
            String own = all(() -> Calls.with(ours.key()), operation.path());
            softly.assertThat(own).as(operation + " holds our own").contains(ours.word());
            softly.assertThat(own).as(operation.toString()).doesNotContain(marks());
            String operators =
                all(
                    () ->
                        Calls.with(Tokens.OPERATOR_KEY)
                            .header("Workspace", ours.id("workspace_id")),
                    operation.path());
            softly.assertThat(operators).as(operation + " of the operator").doesNotContain(marks());
            if (operation.isFor("sessionToken")) {
              String session = all(() -> Calls.with(ours.session()), operation.path());
              softly.assertThat(session).as(operation + " of a session").doesNotContain(marks());
            }
          }
        });
  }

  @Test
  void stepWhenBothCallItTheSameThenEachHasItsOwn() {
    for (String what : List.of("/accounts", "/auths")) {
      String own = Calls.with(ours.key()).get(Tenant.SHARED_STEP + what).asString();
      assertThat(own).contains(ours.id("account_id")).doesNotContain(marks());
    }
    assertThat(Calls.with(ours.key()).delete("/v1/workflows/wf-both").statusCode()).isEqualTo(204);
    assertThat(Calls.with(theirs.key()).get(Tenant.SHARED_STEP + "/auths").asString())
        .contains("secret-" + theirs.word());
  }

  /**
   * A PUT makes us one of the same name, and what comes after it is about that one; an app of that
   * name lets us put a client of it too.
   */
  private static List<Operation> puttingLast() {
    return Operation.needingKeys()
        .sorted(
            Comparator.<Operation, Boolean>comparing(each -> each.method() == HttpMethod.PUT)
                .thenComparing(each -> each.id().equals("putApp")))
        .toList();
  }

  private String[] marks() {
    return theirs.marks().toArray(String[]::new);
  }

  private List<String> tokens(Operation operation) {
    return Map.of("workspaceKey", ours.key(), "sessionToken", ours.session()).entrySet().stream()
        .filter(entry -> operation.isFor(entry.getKey()) || operation.isOnlyFor("operatorKey"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** All pages of a list. */
  private static String all(Supplier<RequestSpecification> caller, String path) {
    StringBuilder pages = new StringBuilder();
    String cursor = "";
    do {
      Response page = Calls.done(caller.get().get(path + "?limit=200" + cursor));
      pages.append(page.asString());
      String next = page.jsonPath().getString("next_cursor");
      // Events always say where to read on; an empty page is their end for now.
      boolean last = next == null || page.jsonPath().getList("data").isEmpty();
      cursor = last ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return pages.toString();
  }

  /** All that the other workspace has, as it sees it itself. */
  private String picture() {
    String lists =
        Operation.needingKeys()
            .filter(operation -> operation.method() == HttpMethod.GET)
            .filter(operation -> operation.isFor("workspaceKey"))
            .filter(operation -> !operation.id().matches(CHANGING_BY_THEMSELVES))
            .map(operation -> Calls.done(Calls.call(operation, theirs.key(), theirs.names())))
            .map(Response::asString)
            .collect(Collectors.joining("\n"));
    return lists + Calls.with(theirs.key()).get(Tenant.SHARED_STEP + "/accounts").asString();
  }

  private record Answer(int status, String contentType, String body) {

    static Answer of(Response response, Map<String, String> names) {
      String body = response.asString();
      for (Map.Entry<String, String> name : names.entrySet()) {
        body = body.replace(name.getValue(), "{" + name.getKey() + "}");
      }
      return new Answer(response.statusCode(), response.contentType(), body);
    }
  }

  private static Answer answer(Operation operation, String token, Map<String, String> names) {
    return Answer.of(Calls.call(operation, token, names), names);
  }

  private Answer answer(List<String> call, String token, Map<String, String> names) {
    RequestSpecification request = Calls.with(token);
    if (!call.get(2).isEmpty()) {
      request.contentType("application/json").body(Samples.fill(call.get(2), names));
    }
    String path = Samples.fill(call.get(1), names).replace("OWN_ACCOUNT", ours.id("account_id"));
    return Answer.of(request.request(call.getFirst(), path), names);
  }

  private Answer header(String workspace) {
    return Answer.of(
        Calls.with(ours.key()).header("Workspace", workspace).get("/v1/accounts"), Map.of());
  }

  /** Links an account in our own session. */
  private Answer use(Map<String, String> names) {
    return Answer.of(
        Calls.json(ours.session(), Samples.fill("{\"account_id\": \"{account_id}\"}", names))
            .post("/v1/connect-sessions/" + ours.id("session_id") + "/use"),
        names);
  }
}
