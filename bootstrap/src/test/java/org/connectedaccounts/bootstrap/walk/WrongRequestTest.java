package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.Contract;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was sent in a way that the contract does not have: method, path, media types, size. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongRequestTest {

  private static final String SENT = WrongBodies.SENT;
  private static final int MEBIBYTE = 1 << 20;

  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeEach
  void open() {
    if (tenant.key().isEmpty()) {
      tenant = Tenant.create("wrong");
    }
  }

  @Test
  void methodWhenPathLacksItThenToldWhichItHas() {
    assertSoftly(
        softly ->
            Contract.API
                .getPaths()
                .forEach(
                    (path, item) ->
                        Arrays.stream(HttpMethod.values())
                            .filter(method -> !item.readOperationsMap().containsKey(method))
                            .filter(method -> !isAlsoAName(path))
                            .filter(method -> !Set.of("HEAD", "OPTIONS").contains(method.name()))
                            .forEach(
                                method ->
                                    softly
                                        .assertThatCode(
                                            () ->
                                                isNotAllowed(
                                                    call()
                                                        .request(
                                                            method.name(),
                                                            Samples.fill(path, tenant.names())),
                                                    item.readOperationsMap().keySet()))
                                        .as(method + " " + path)
                                        .doesNotThrowAnyException())));
  }

  @Test
  void methodWhenPathIsOnlyToBeReadThenTold() {
    for (String path : List.of("/openapi", "/schemas/app-1.json", "/q/health", "/q/swagger-ui/")) {
      for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO")) {
        Response answer = call().request(method, path);
        ProblemCheck.of(answer).hasStatus(405).hasCode("method_not_allowed");
        assertThat(answer.header("Allow")).as(method + " " + path).isEqualTo("GET, HEAD, OPTIONS");
      }
    }
  }

  @Test
  void optionsThenTheMethodsOfThisPathAndNoOthers() {
    Contract.API
        .getPaths()
        .forEach(
            (path, item) -> {
              if (!isAlsoAName(path)) {
                Response answer = call().options(Samples.fill(path, tenant.names()));
                assertThat(answer.statusCode()).as(path).isEqualTo(204);
                hasMethods(answer, item.readOperationsMap().keySet());
              }
            });
  }

  /**
   * Whether another path takes this one for a name in it: {@code /v1/apps/import} is also an app.
   */
  private static boolean isAlsoAName(String path) {
    return Contract.API.getPaths().keySet().stream()
        .filter(other -> !other.equals(path) && other.contains("{"))
        .anyMatch(other -> path.matches(other.replaceAll("\\{[a-z_]+}", "[a-z_]+")));
  }

  /** RFC 9110, 15.5.6. */
  private static void isNotAllowed(Response answer, Set<HttpMethod> allowed) {
    ProblemCheck.of(answer).hasStatus(405).hasCode("method_not_allowed");
    hasMethods(answer, allowed);
  }

  private static void hasMethods(Response answer, Set<HttpMethod> allowed) {
    List<String> told = Arrays.asList(answer.header("Allow").split(", "));
    assertThat(told).containsAll(allowed.stream().map(Enum::name).toList()).contains("OPTIONS");
    assertThat(told.contains("HEAD")).isEqualTo(allowed.contains(HttpMethod.GET));
    assertThat(told).hasSize(allowed.size() + (told.contains("HEAD") ? 2 : 1));
  }

  /** The framework would cut off what follows, and remove this account. */
  @Test
  void pathWhenItHasASemicolonThenNothingIsDone() {
    String account = "/v1/accounts/" + tenant.id("account_id");
    ProblemCheck.of(call().delete(account + ";b=c")).hasStatus(400).hasCode("invalid_request");
    assertThat(call().get(account).statusCode()).isEqualTo(200);
    ProblemCheck.of(call().get(account + "%3Bb=c")).hasStatus(404).hasCode("account_not_found");
  }

  @Test
  void queryWhenItHasAnUnknownParameterThenRefused() {
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .filter(operation -> operation.isFor("workspaceKey"))
                .forEach(
                    operation -> {
                      String path = Samples.fill(operation.path(), tenant.names());
                      Response answer =
                          (operation.hasBody() ? json("{}") : call())
                              .request(operation.method().name(), path + "?" + SENT + "=1");
                      softly
                          .assertThatCode(
                              () ->
                                  ProblemCheck.of(answer)
                                      .hasStatus(400)
                                      .pointsAt("?")
                                      .doesNotEcho(SENT))
                          .as(operation.toString())
                          .doesNotThrowAnyException();
                    }));
  }

  @Test
  void conditionWhenEmptyThenRefused() {
    String account = "/v1/accounts/" + tenant.id("account_id");
    ProblemCheck.of(json("{\"nickname\": \"x\"}").header("If-Match", "").patch(account))
        .hasStatus(400)
        .pointsAt("If-Match");
  }

  @Test
  void idempotencyKeyWhenThereAreTwoThenRefused() {
    ProblemCheck.of(json("{}").header("Idempotency-Key", "one", "two").post("/v1/connect-sessions"))
        .hasStatus(400)
        .pointsAt("Idempotency-Key");
  }

  @Test
  void pathWhenUnknownThenNotFound() {
    for (String path : WrongUris.UNKNOWN_PATHS) {
      ProblemCheck.of(call().get(path)).hasStatus(404).hasCode("not_found").doesNotEcho(SENT);
    }
  }

  @Test
  void mediaTypeWhenWrongThenRefused() {
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .filter(Operation::hasBody)
                .forEach(
                    operation -> {
                      String path = Samples.fill(operation.path(), tenant.names());
                      Response answer =
                          call()
                              .contentType("text/plain")
                              .body(SENT)
                              .request(operation.method().name(), path);
                      softly
                          .assertThatCode(
                              () ->
                                  ProblemCheck.of(answer)
                                      .hasStatus(415)
                                      .hasCode("unsupported_media_type")
                                      .doesNotEcho(SENT))
                          .as(operation.toString())
                          .doesNotThrowAnyException();
                    }));
  }

  @Test
  void acceptWhenItCannotBeServedThenRefused() {
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .filter(operation -> operation.method() == HttpMethod.GET)
                .filter(operation -> operation.isFor("workspaceKey"))
                .forEach(
                    operation -> {
                      String path = Samples.fill(operation.path(), tenant.names());
                      Response answer = call().header("Accept", "image/png").get(path);
                      softly
                          .assertThatCode(
                              () ->
                                  ProblemCheck.of(answer).hasStatus(406).hasCode("not_acceptable"))
                          .as(operation.toString())
                          .doesNotThrowAnyException();
                    }));
  }

  @Test
  void bodyWhenLargerThanAMebibyteThenRefused() {
    String large = "{\"app\": \"" + SENT.repeat(MEBIBYTE / SENT.length() + 1) + "\"}";
    ProblemCheck.of(json(large).post("/v1/accounts"))
        .hasStatus(413)
        .hasCode("body_too_large")
        .doesNotEcho(SENT);
    ProblemCheck.of(
            call()
                .contentType("application/json")
                .body(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))
                .post("/v1/accounts"))
        .hasStatus(413)
        .hasCode("body_too_large");
  }

  private RequestSpecification call() {
    return Calls.unchecked(tenant.key());
  }

  private RequestSpecification json(String body) {
    return call().contentType("application/json").body(body);
  }
}
