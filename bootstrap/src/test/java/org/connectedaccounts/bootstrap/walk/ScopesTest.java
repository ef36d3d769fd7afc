package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.workspace.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each operation takes the tokens and needs the scopes that the contract says, and no others. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesTest {

  private static final String OPERATOR = "operatorKey";
  private static final String WORKSPACE = "workspaceKey";
  private static final String SESSION = "sessionToken";

  /** About nothing that there is: who is let in hears of that. */
  private static final Map<String, String> NAMES = EveryOperationNeedsAKeyTest.NAMES;

  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeEach
  void open() {
    if (tenant.key().isEmpty()) {
      tenant = Tenant.create("scopes");
    }
  }

  @Test
  void operationWhenScopeIsMissingThenRefused() {
    each(
        operation -> operation.isFor(WORKSPACE),
        operation -> {
          assertThat(operation.scopes()).as("x-scopes").isNotEmpty();
          String key =
              tenant.keyWith(
                  scopes().stream().filter(s -> !operation.scopes().contains(s)).toList());
          refused(Calls.call(operation, key, NAMES), "scope_missing");
        });
  }

  @Test
  void operationWhenScopesAreJustThoseThenLetIn() {
    each(
        operation -> operation.isFor(WORKSPACE),
        operation -> {
          Response answer = Calls.call(operation, tenant.keyWith(operation.scopes()), NAMES);
          assertThat(answer.statusCode()).as(answer.asString()).isNotIn(401, 403);
        });
  }

  @Test
  void operationWhenNotForSessionsThenRefused() {
    each(
        operation -> operation.isFor(WORKSPACE) && !operation.isFor(SESSION),
        operation -> refused(Calls.call(operation, tenant.session(), NAMES), "session_limited"));
  }

  @Test
  void operationWhenForSessionsThenNotRefusedForBeingOne() {
    each(
        operation -> operation.isFor(SESSION),
        operation -> {
          Response answer = Calls.call(operation, tenant.session(), NAMES);
          assertThat(answer.statusCode()).as(answer.asString()).isNotIn(400, 401);
          // Links are for the session's own step, and this session has none; nor is it for
          // managing, or for looking who uses what.
          if (!operation.path().contains("/steps/")
              && !operation.path().endsWith("/step-links")
              && !operation.scopes().equals(List.of("manage"))) {
            assertThat(answer.statusCode()).as(answer.asString()).isNotEqualTo(403);
          }
        });
  }

  @Test
  void operationWhenForSessionsAloneThenKeysAreRefused() {
    each(
        operation -> operation.isOnlyFor(SESSION),
        operation -> {
          refused(Calls.call(operation, tenant.key(), NAMES), "session_token_required");
          refused(
              Calls.call(
                  operation,
                  Calls.with(Tokens.OPERATOR_KEY).header("Workspace", tenant.id("workspace_id")),
                  NAMES),
              "session_token_required");
        });
  }

  @Test
  void operationWhenForTheOperatorThenOthersAreRefused() {
    each(
        operation -> operation.isOnlyFor(OPERATOR),
        operation -> {
          refused(Calls.call(operation, tenant.key(), NAMES), "operator_only");
          refused(Calls.call(operation, tenant.session(), NAMES), "operator_only");
        });
  }

  private static void each(Predicate<Operation> which, Consumer<Operation> test) {
    List<Operation> operations = Operation.needingKeys().filter(which).toList();
    assertThat(operations).isNotEmpty();
    assertSoftly(
        softly ->
            operations.forEach(
                operation ->
                    softly
                        .assertThatCode(() -> test.accept(operation))
                        .as(operation.toString())
                        .doesNotThrowAnyException()));
  }

  private static void refused(Response answer, String code) {
    ProblemCheck.of(answer).hasStatus(403).hasCode(code);
  }

  private static List<String> scopes() {
    return Arrays.stream(Scope.values()).map(Scope::text).toList();
  }
}
