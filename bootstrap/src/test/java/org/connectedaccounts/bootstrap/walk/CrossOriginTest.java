package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page of a registered origin may read every answer, and no other page any. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class CrossOriginTest {

  private static final String REGISTERED = "https://app.cors.example";
  private static final String OTHERS = "https://other.cors.example";

  private String key = "";
  private String othersKey = "";

  @BeforeEach
  void open() {
    key = workspace(REGISTERED);
    othersKey = workspace(OTHERS);
  }

  /** A request of a page, and the status of its answer. */
  record Case(
      String name, int status, String method, String path, UnaryOperator<RequestSpecification> as) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> everyAnswer() {
    String large = "{\"app\": \"" + "x".repeat(1 << 20) + "\"}";
    return Stream.of(
        new Case("read", 200, "GET", "/v1/accounts", request -> request),
        new Case("nothing there", 404, "GET", "/v1/accounts/acc_x", request -> request),
        new Case("no such path", 404, "GET", "/v1/nothing", request -> request),
        new Case("bad query", 400, "GET", "/v1/accounts?limit=x", request -> request),
        new Case("no token", 401, "GET", "/v1/accounts", CrossOriginTest::anonymous),
        new Case("wrong method", 405, "PATCH", "/v1/accounts", request -> request),
        new Case(
            "wrong answer", 406, "GET", "/v1/accounts", request -> request.accept("image/png")),
        new Case("large body", 413, "POST", "/v1/accounts", request -> json(request, large)),
        new Case(
            "wrong body",
            415,
            "POST",
            "/v1/accounts",
            request -> request.contentType("text/plain").body("x")),
        new Case("bad JSON", 400, "POST", "/v1/accounts", request -> json(request, "{")));
  }

  @ParameterizedTest
  @MethodSource("everyAnswer")
  void answerWhenTheOriginIsRegisteredThenThePageMayRead(Case sent) {
    Response answer = answer(sent, REGISTERED, key);

    assertThat(answer.statusCode()).isEqualTo(sent.status());
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(REGISTERED);
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .contains("Retry-After", "X-Request-Id");
    assertThat(answer.headers().getValues("Vary")).containsExactly("Origin");
  }

  @ParameterizedTest
  @MethodSource("everyAnswer")
  void answerWhenTheOriginIsNobodysThenThePageMayNot(Case sent) {
    Response answer = answer(sent, "https://evil.example", key);

    assertThat(answer.statusCode()).isEqualTo(sent.status());
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(answer.headers().getValues("Vary")).containsExactly("Origin");
  }

  @Test
  void answerWhenTheOriginIsAnotherWorkspacesThenThePageMayNot() {
    Response answer = page(OTHERS, key).get("/v1/accounts");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(page(OTHERS, othersKey).get("/v1/accounts").header("Access-Control-Allow-Origin"))
        .isEqualTo(OTHERS);
  }

  @Test
  void preflightWhenTheOriginIsRegisteredThenAllowed() {
    assertThat(preflight(REGISTERED).header("Access-Control-Allow-Origin")).isEqualTo(REGISTERED);
    assertThat(preflight(REGISTERED).header("Access-Control-Allow-Methods")).contains("DELETE");
    assertThat(preflight("https://evil.example").header("Access-Control-Allow-Origin")).isNull();
    assertThat(preflight("https://evil.example").header("Access-Control-Allow-Methods")).isNull();
  }

  private static Response preflight(String origin) {
    Response answer =
        RestAssured.given()
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PATCH")
            .options("/v1/accounts");
    assertThat(answer.statusCode()).isEqualTo(204);
    return answer;
  }

  private static Response answer(Case sent, String origin, String key) {
    return sent.as().apply(page(origin, key)).request(sent.method(), sent.path());
  }

  private static RequestSpecification page(String origin, String key) {
    return RestAssured.given().header("Origin", origin).header("Authorization", "Bearer " + key);
  }

  private static RequestSpecification anonymous(RequestSpecification request) {
    return ((FilterableRequestSpecification) request).removeHeader("Authorization");
  }

  private static RequestSpecification json(RequestSpecification request, String body) {
    return request.contentType("application/json").body(body);
  }

  private static String workspace(String origin) {
    String body = "{\"name\": \"cors\", \"allowed_origins\": [\"%s\"]}".formatted(origin);
    return Calls.done(Calls.json(Tokens.OPERATOR_KEY, body).post("/v1/workspaces"))
        .jsonPath()
        .getString("api_key.key");
  }
}
