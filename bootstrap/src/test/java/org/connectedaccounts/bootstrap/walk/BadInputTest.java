package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent, a problem comes back that says what to correct and repeats nothing. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  private static final String SENT = WrongBodies.SENT;

  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeEach
  void open() {
    if (tenant.key().isEmpty()) {
      tenant = Tenant.create("bad");
    }
  }

  @Test
  void bodyWhenWrongThenRefusedAtItsPointer() {
    assertSoftly(
        softly ->
            WrongBodies.ALL.forEach(
                wrong ->
                    softly
                        .assertThatCode(
                            () -> {
                              ProblemCheck problem =
                                  ProblemCheck.of(
                                          json(Samples.fill(wrong.body(), tenant.names()))
                                              .request(
                                                  wrong.method(),
                                                  Samples.fill(wrong.path(), tenant.names())))
                                      .hasStatus(wrong.status())
                                      .hasCode(wrong.code())
                                      .doesNotEcho(SENT);
                              if (!wrong.pointer().isEmpty()) {
                                problem.pointsAt(wrong.pointer());
                              }
                            })
                        .as(wrong.toString())
                        .doesNotThrowAnyException()));
  }

  /** PostgreSQL takes neither in a text. */
  @Test
  void textWhenItHoldsWhatNoDatabaseTakesThenRefused() {
    assertSoftly(
        softly -> {
          for (String odd : List.of("\\u0000", "\\ud800")) {
            for (String call : WrongBodies.TEXTS) {
              String text =
                  Samples.fill(call.replace('\'', '"').replace("ODD", "a" + odd), tenant.names());
              String[] parts = text.split(" \\| ", -1);
              Response answer = json(parts[2]).request(parts[0], parts[1]);
              softly
                  .assertThatCode(() -> ProblemCheck.of(answer).hasStatus(400))
                  .as(call + " " + odd)
                  .doesNotThrowAnyException();
            }
          }
        });
  }

  @Test
  void queryWhenWrongThenRefusedAtItsPointer() {
    assertSoftly(
        softly -> {
          for (String query : WrongUris.BAD_QUERIES) {
            String[] parts = query.split(" \\| ", -1);
            String method = parts[1].matches(".*(force|replace_with).*") ? "DELETE" : "GET";
            Response answer = call().request(method, Samples.fill(parts[1], tenant.names()));
            softly
                .assertThatCode(
                    () ->
                        ProblemCheck.of(answer)
                            .hasStatus(400)
                            .hasCode("invalid_request")
                            .pointsAt(parts[0])
                            .doesNotEcho(SENT))
                .as(query)
                .doesNotThrowAnyException();
          }
          for (String query :
              List.of("external_user_id=%00", "q=%00", "app=%00", "status=%00", "q=%FF")) {
            neverFails(softly, call().get("/v1/accounts?" + query), query);
          }
        });
  }

  @Test
  void linkWhenItsUserIsEmptyThenNobodysIsRemoved() {
    ProblemCheck.of(call().delete("/v1/workflows/w/steps/s/accounts/n?external_user_id="))
        .hasStatus(400)
        .hasCode("invalid_request")
        .pointsAt("?external_user_id");
  }

  @Test
  void idWhenItCannotExistThenAnsweredAsUnknown() {
    Set<Operation> operations =
        Operation.needingKeys()
            .filter(operation -> operation.path().contains("{"))
            .filter(operation -> operation.isFor("workspaceKey"))
            .collect(Collectors.toSet());
    assertSoftly(
        softly -> {
          for (Operation operation : operations) {
            for (String id : WrongUris.BAD_IDS) {
              RequestSpecification request = call();
              if (operation.hasBody()) {
                request
                    .contentType("application/json")
                    .body(Samples.fill(Samples.body(operation), tenant.names()));
              }
              String path = operation.path().replaceAll("\\{[a-z_]+}", "ID").replace("ID", id);
              neverFails(softly, request.request(operation.method().name(), path), path);
            }
          }
        });
  }

  @Test
  void idWhenMalformedThenNotFound() {
    for (String id : List.of(SENT, "acc_hunter2sent", "acc_8zzzzzzzzzzzzzzzzzzzzzzzzz")) {
      ProblemCheck.of(call().get("/v1/accounts/" + id))
          .hasStatus(404)
          .hasCode("account_not_found")
          .doesNotEcho(SENT);
    }
    ProblemCheck.of(call().get("/v1/apps/hunter2sent")).hasStatus(404).hasCode("app_not_found");
  }

  @Test
  void idempotencyKeyWhenSentAgainThenReplayedOrRefused() {
    String body = "{\"external_user_id\": \"again\"}";
    Response first = again(body);
    Response second = again(body);
    assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    ProblemCheck.of(again("{\"external_user_id\": \"hunter2sent\"}"))
        .hasStatus(422)
        .hasCode("idempotency_key_reused")
        .doesNotEcho(SENT);
    for (String key : List.of(" ", "k".repeat(256))) {
      ProblemCheck.of(json(body).header("Idempotency-Key", key).post("/v1/connect-sessions"))
          .hasStatus(400)
          .pointsAt("Idempotency-Key");
    }
  }

  @Test
  void workspaceHeaderWhenMissingOrWrongThenSaid() {
    ProblemCheck.of(call().header("Workspace", SENT).get("/v1/accounts"))
        .hasStatus(404)
        .hasCode("workspace_not_found")
        .doesNotEcho(SENT);
    ProblemCheck.of(
            RestAssured.given()
                .header("Authorization", "Bearer " + Tokens.OPERATOR_KEY)
                .get("/v1/accounts"))
        .hasStatus(400)
        .hasCode("workspace_required");
  }

  private Response again(String body) {
    return json(body).header("Idempotency-Key", "again").post("/v1/connect-sessions");
  }

  private static void neverFails(SoftAssertions softly, Response answer, String what) {
    softly.assertThat(answer.statusCode()).as(what + ": " + answer.asString()).isLessThan(500);
    if (answer.statusCode() >= 400) {
      softly.assertThatCode(() -> ProblemCheck.of(answer)).as(what).doesNotThrowAnyException();
    }
  }

  private RequestSpecification call() {
    return Calls.unchecked(tenant.key());
  }

  private RequestSpecification json(String body) {
    return call().contentType("application/json").body(body);
  }
}
