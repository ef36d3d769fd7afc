package org.connectedaccounts.bootstrap.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The checks themselves, tried on answers written by hand: right ones pass, wrong ones do not. */
class OpenApiConformanceTest {

  private static final String API_KEYS = "/v1/api-keys";

  private final ScriptedProvider service = new ScriptedProvider();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void answerWhenAsWrittenThenPasses() {
    answers(problem(404, "workspace_not_found"));
    assertThat(call().get(API_KEYS).statusCode()).isEqualTo(404);
  }

  @Test
  void answerWhenMemberIsMissingOrWrongThenFails() {
    answers(problemJson(403, "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":403}"));
    assertThatThrownBy(() -> call().get(API_KEYS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("answered 403")
        .hasMessageContaining("code");

    answers(
        problemJson(
            403, "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":\"403\",\"code\":\"a\"}"));
    assertThatThrownBy(() -> call().get(API_KEYS)).isInstanceOf(AssertionError.class);
  }

  @Test
  void answerWhenMemberIsUnknownThenFails() {
    answers(
        problemJson(
            403,
            "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":403,\"code\":\"a\",\"q\":1}"));
    assertThatThrownBy(() -> call().get(API_KEYS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("q");
  }

  @Test
  void answerWhenStatusOrTypeIsUndeclaredThenFails() {
    answers(problem(418, "not_found"));
    assertThatThrownBy(() -> call().get(API_KEYS)).isInstanceOf(AssertionError.class);
    answers(Reply.html(404, "<h1>no</h1>"));
    assertThatThrownBy(() -> call().get(API_KEYS)).isInstanceOf(AssertionError.class);
  }

  @Test
  void answerWhenItsCodeIsNoneOfTheOperationsThenFails() {
    answers(problem(404, "account_not_found"));
    assertThatThrownBy(() -> call().get(API_KEYS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("answered 404 `account_not_found`");
    answers(problem(404, "not_found"));
    assertThat(call().get(API_KEYS).statusCode()).isEqualTo(404);
    answers(problem(409, "webhook_endpoint_limit"));
    assertThatThrownBy(() -> call().post(API_KEYS)).isInstanceOf(AssertionError.class);
    answers(problem(409, "idempotency_in_progress"));
    assertThat(call().post(API_KEYS).statusCode()).isEqualTo(409);
  }

  @Test
  void callWhenUndeclaredThenFails() {
    service.at("/v1/nothing").answersAlways(problem(404, "not_found"));
    answers(problem(405, "method_not_allowed"));
    assertThatThrownBy(() -> call().get("/v1/nothing")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> call().put(API_KEYS)).isInstanceOf(AssertionError.class);
  }

  @Test
  void requestWhenWrongThenOnlyExchangesFail() {
    answers(problem(400, "invalid_request"));
    RequestSpecification wrong = call().contentType("application/json").body("{\"nonsense\":1}");
    assertThat(wrong.post(API_KEYS).statusCode()).isEqualTo(400);
    assertThatThrownBy(
            () ->
                call()
                    .filter(OpenApiConformance.ofExchanges())
                    .contentType("application/json")
                    .body("{\"nonsense\":1}")
                    .post(API_KEYS))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void problemWhenRightThenPassesElseFails() {
    service.at("/v1/nothing").answersOnce(problem(404, "not_found"));
    ProblemCheck check = ProblemCheck.of(nothing()).hasStatus(404).hasCode("not_found");
    assertThatThrownBy(() -> check.hasCode("app_not_found")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check.hasStatus(405)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check.doesNotEcho("about:blank")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check.pointsAt("/x")).isInstanceOf(AssertionError.class);
    for (Reply wrong :
        new Reply[] {
          problem(404, "a_code_that_nobody_listed"),
          Reply.json(404, Map.of("type", "a", "title", "b", "status", 404, "code", "not_found")),
          problemJson(
              404, "{\"type\":\"a\",\"title\":\"b\",\"status\":400,\"code\":\"not_found\"}"),
          problemJson(404, "{\"title\":\"b\",\"status\":404,\"code\":\"not_found\"}")
        }) {
      service.at("/v1/nothing").answersOnce(wrong);
      assertThatThrownBy(() -> ProblemCheck.of(nothing())).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void problemWhenFieldsAreNamedThenPointsAtThem() {
    service
        .at("/v1/nothing")
        .answersOnce(
            problemJson(
                400,
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                    + "\"code\":\"invalid_request\","
                    + "\"errors\":[{\"pointer\":\"/name\",\"detail\":\"is required\"}]}"));
    ProblemCheck.of(nothing()).pointsAt("/name").doesNotEcho("hunter2");
  }

  @Test
  void codesWhenReadFromContractThenAllThere() {
    assertThat(Contract.problemCodes())
        .contains("invalid_request", "oauth_client_not_found", "session_expired", "internal_error");
  }

  @Test
  void codesOfAnOperationThenThoseOfItsExamples() {
    var complete =
        Objects.requireNonNull(
                Contract.API.getPaths().get("/v1/connect-sessions/{session_id}/complete"))
            .getPost();
    assertThat(DocumentedCodes.codes(complete, 404))
        .containsExactlyInAnyOrder("session_not_found", "account_not_found", "workspace_not_found");
    assertThat(DocumentedCodes.codes(complete, 410)).containsExactly("session_expired");
    assertThat(DocumentedCodes.codes(complete, 418)).isEmpty();
  }

  private void answers(Reply reply) {
    service.at(API_KEYS).answersAlways(reply);
  }

  private RequestSpecification call() {
    return OpenApiConformance.given().baseUri(service.uri("").toString());
  }

  private Response nothing() {
    return RestAssured.given().baseUri(service.uri("").toString()).get("/v1/nothing");
  }

  private static Reply problem(int status, String code) {
    return problemJson(
        status,
        "{\"type\":\"about:blank\",\"title\":\"T\",\"status\":%d,\"code\":\"%s\"}"
            .formatted(status, code));
  }

  private static Reply problemJson(int status, String body) {
    return Reply.status(status).header("Content-Type", "application/problem+json").body(body);
  }
}
