package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change says which state it was made for, and is made to no other. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ConditionalChangesTest {

  /** Of these nothing is shown that could be named. */
  private static final Set<String> UNCONDITIONAL = Set.of("deleteApiKey", "deleteUser");

  private static final Set<HttpMethod> CHANGING =
      Set.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private static final int AT_ONCE = 8;

  private Tenant tenant = new Tenant("", "", "", Map.of());
  private ConditionalCalls calls = new ConditionalCalls(tenant);

  @BeforeEach
  void open() {
    tenant = Tenant.create("cond" + Long.toString(System.nanoTime(), 36));
    calls = new ConditionalCalls(tenant);
  }

  static Stream<Operation> conditional() {
    return Operation.needingKeys()
        .filter(operation -> CHANGING.contains(operation.method()))
        .filter(operation -> !UNCONDITIONAL.contains(operation.id()));
  }

  static Stream<Operation> writing() {
    return conditional().filter(Operation::hasBody);
  }

  static Stream<Operation> putting() {
    return conditional().filter(operation -> operation.method() == HttpMethod.PUT);
  }

  @Test
  void changesThenThereAreThese() {
    assertThat(conditional()).hasSize(14);
    assertThat(writing().map(Operation::id))
        .containsExactlyInAnyOrderElementsOf(ConditionalCalls.CHANGES.keySet());
  }

  @ParameterizedTest
  @MethodSource("conditional")
  void changeWhenMadeForAnotherStateThenRefusedAndNothingIsChanged(Operation operation) {
    calls.prepare(operation);
    String before = calls.shown(operation).asString();
    refused(calls.ifMatch(operation, "\"another\""));
    refused(calls.ifMatch(operation, "\"another\", W/\"yet-another\""));
    assertThat(calls.shown(operation).asString()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("conditional")
  void changeWhenMadeForThisStateThenDoneAndNamesTheNext(Operation operation) {
    calls.prepare(operation);
    Response changed = Calls.done(calls.ifMatch(operation, "\"another\", " + calls.tag(operation)));
    if (operation.hasBody()) {
      assertThat(changed.header("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
      assertThat(calls.tag(operation)).isEqualTo(changed.header("ETag"));
    }
  }

  @ParameterizedTest
  @MethodSource("conditional")
  void changeWhenMadeForWhateverIsThereThenDone(Operation operation) {
    calls.prepare(operation);
    Calls.done(calls.ifMatch(operation, "*"));
  }

  @ParameterizedTest
  @MethodSource("writing")
  void changeWhenTheStateWasLeftThenRefused(Operation operation) {
    String before = calls.tag(operation);
    Response changed = Calls.done(calls.changing(operation, before, 1));
    assertThat(changed.header("ETag")).isNotEqualTo(before);
    refused(calls.changing(operation, before, 2));
  }

  @ParameterizedTest
  @MethodSource("writing")
  void changesWhenManyAtOnceAreMadeForOneStateThenOneIsDone(Operation operation) throws Exception {
    String before = calls.tag(operation);
    assertThat(atOnce(number -> calls.changing(operation, before, number)))
        .containsExactlyInAnyOrderElementsOf(oneDone());
  }

  @ParameterizedTest
  @MethodSource("putting")
  void putWhenThereMustBeNoneThenRefusedWhereThereIsOne(Operation operation) {
    calls.tag(operation);
    String before = calls.shown(operation).asString();
    refused(calls.under("If-None-Match", "*", operation, tenant.names()));
    assertThat(calls.shown(operation).asString()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("putting")
  void putsWhenManyAtOnceAndThereMustBeNoneThenOneIsDone(Operation operation) throws Exception {
    Map<String, String> names = calls.missing(operation);
    assertThat(atOnce(number -> calls.under("If-None-Match", "*", operation, names, number)))
        .containsExactlyInAnyOrderElementsOf(oneDone());
  }

  @ParameterizedTest
  @MethodSource("putting")
  void putWhenThereMustBeOneThenRefusedWhereThereIsNone(Operation operation) {
    Map<String, String> names = calls.missing(operation);
    for (String state : List.of("*", "\"another\"")) {
      refused(calls.under("If-Match", state, operation, names));
    }
  }

  @ParameterizedTest
  @MethodSource("conditional")
  void changeWhenItsConditionIsNoneThenRefused(Operation operation) {
    ProblemCheck.of(calls.ifMatch(operation, "unquoted")).hasStatus(400).hasCode("invalid_request");
  }

  @Test
  void changeWhenItsConditionIsNotForItThenRefusedInsteadOfDone() {
    Operation.needingKeys()
        .filter(operation -> operation.method() != HttpMethod.GET)
        .filter(operation -> conditional().noneMatch(operation::equals))
        .forEach(
            operation ->
                ProblemCheck.of(calls.under("If-Match", "*", operation, tenant.names()))
                    .hasStatus(400)
                    .pointsAt("If-Match"));
  }

  /** What is shown where nothing was put is the operator's, and has a version all the same. */
  @Test
  void putWhenMadeForWhatTheOperatorHasThenDoneOnce() {
    Map<String, String> names = Map.of("app", "slack");
    Response shown = Calls.done(Calls.with(tenant.key()).get("/v1/oauth-clients/slack"));
    assertThat(shown.<String>path("status")).isEqualTo("not_configured");
    Operation put =
        putting().filter(each -> each.id().equals("putOauthClient")).findFirst().orElseThrow();
    String tag = shown.header("ETag");
    Calls.done(calls.under("If-Match", tag, put, names));
    refused(calls.under("If-Match", tag, put, names));
  }

  private static List<Integer> oneDone() {
    return IntStream.range(0, AT_ONCE).mapToObj(each -> each == 0 ? 200 : 412).toList();
  }

  private interface Numbered {
    Response call(int number);
  }

  private static List<Integer> atOnce(Numbered call) throws Exception {
    var start = new CountDownLatch(AT_ONCE);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Integer>> running =
          IntStream.range(0, AT_ONCE)
              .mapToObj(
                  number ->
                      threads.submit(
                          () -> {
                            start.countDown();
                            start.await();
                            return call.call(number).statusCode();
                          }))
              .toList();
      return running.stream().map(ConditionalChangesTest::get).toList();
    }
  }

  private static int get(Future<Integer> status) {
    try {
      return status.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(Response answer) {
    ProblemCheck.of(answer).hasStatus(412).hasCode("precondition_failed");
  }
}
