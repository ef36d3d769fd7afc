package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.testing.SigningIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every operation by tokens of a trusted issuer: a backend's with each scope, and an end user's.
 */
@Tag("walk")
@QuarkusTest
@TestProfile(IssuerWalkProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedCallersWalkTest {

  private static final String TRUSTED = "trustedIssuer";
  private static final Map<String, String> NAMES = EveryOperationNeedsAKeyTest.NAMES;

  private SigningIssuer issuer;
  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeAll
  void start() {
    issuer = new SigningIssuer(IssuerWalkProfile.port());
  }

  /** Once; not earlier, since nobody knows the service's port before. */
  @BeforeEach
  void open() {
    if (!tenant.key().isEmpty()) {
      return;
    }
    tenant = Tenant.create("trusted");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Calls.with(user()).get("/v1/accounts").statusCode() == 403);
  }

  @AfterAll
  void close() {
    issuer.close();
  }

  private String user() {
    Map<String, Object> claims = issuer.claims(tenant.id("external_user_id"));
    claims.put("workspace", tenant.id("workspace_id"));
    return issuer.key().sign(claims);
  }

  private String backend(List<String> scopes) {
    Map<String, Object> claims = issuer.claims("worker");
    claims.put("workspace", tenant.id("workspace_id"));
    claims.put("client_id", "worker");
    claims.put("roles", scopes);
    return issuer.key().sign(claims);
  }

  private static List<String> scopes() {
    return Arrays.stream(Scope.values()).map(Scope::text).toList();
  }

  @Test
  void contractWhenAWorkspaceKeyIsTakenThenSoIsATokenAndNowhereElse() {
    each(
        _ -> true,
        operation ->
            assertThat(operation.isFor(TRUSTED)).isEqualTo(operation.isFor("workspaceKey")));
  }

  @Test
  void backendWhenScopeIsMissingThenRefused() {
    each(
        operation -> operation.isFor(TRUSTED),
        operation ->
            refused(
                operation,
                backend(scopes().stream().filter(s -> !operation.scopes().contains(s)).toList()),
                "scope_missing"));
  }

  /** Each operation with each scope, alone. */
  @Test
  void backendWhenItHasOneScopeThenLetInWhereThatIsEnoughOnly() {
    each(
        operation -> operation.isFor(TRUSTED),
        operation -> {
          for (String scope : scopes()) {
            Response answer = Calls.call(operation, backend(List.of(scope)), NAMES);
            if (operation.scopes().equals(List.of(scope))) {
              assertThat(answer.statusCode()).as(scope + answer.asString()).isNotIn(401, 403);
            } else if (!operation.scopes().contains(scope)) {
              ProblemCheck.of(answer).hasStatus(403).hasCode("scope_missing");
            }
          }
        });
  }

  @Test
  void backendWhenScopesAreJustThoseThenLetIn() {
    each(
        operation -> operation.isFor(TRUSTED),
        operation -> {
          Response answer = Calls.call(operation, backend(operation.scopes()), NAMES);
          assertThat(answer.statusCode()).as(answer.asString()).isNotIn(401, 403);
        });
  }

  @Test
  void backendWhenTheOperationIsOthersThenRefused() {
    each(
        operation -> !operation.isFor(TRUSTED),
        operation ->
            refused(
                operation,
                backend(scopes()),
                operation.isFor("sessionToken") ? "session_token_required" : "operator_only"));
  }

  /** A new operation is closed to end users until the contract and its use case open it. */
  @Test
  void endUserWhenTheContractDoesNotSayOtherwiseThenRefused() {
    assertThat(Operation.needingKeys().filter(Operation::isForEndUsers))
        .extracting(Operation::id)
        .containsExactly("completeConnectSession");
    each(
        operation -> !operation.isForEndUsers(),
        operation ->
            refused(
                operation,
                user(),
                operation.isFor(TRUSTED)
                    ? "end_user_limited"
                    : operation.isFor("sessionToken")
                        ? "session_token_required"
                        : "operator_only"));
  }

  @Test
  void endUserWhenTheContractSaysSoThenLetIn() {
    each(
        Operation::isForEndUsers,
        operation ->
            ProblemCheck.of(Calls.call(operation, user(), NAMES))
                .hasStatus(404)
                .hasCode("session_not_found"));
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

  private static void refused(Operation operation, String token, String code) {
    ProblemCheck.of(Calls.call(operation, token, NAMES)).hasStatus(403).hasCode(code);
  }
}
