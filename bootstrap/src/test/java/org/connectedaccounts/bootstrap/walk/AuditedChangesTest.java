package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.JsonBody;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every change that the contract has leaves an entry of the audit that says what it was about. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class AuditedChangesTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  /** Change nothing and make nothing; or, the last one, tried by {@link KeyRotationTest}. */
  private static final Set<String> LEFT_OUT =
      Set.of("importApp", "countRevocation", "startKeyRotation");

  /** Make what their path does not name. */
  private static final Set<String> MAKE =
      Set.of(
          "createWorkspace",
          "createApiKey",
          "rotateApiKey",
          "createAccount",
          "createAppRequest",
          "createConnectSession",
          "createWebhookEndpoint",
          "startRevocation");

  private Tenant tenant = new Tenant("", "", "", Map.of());

  @Test
  void changeThenItsEntryNamesAllOfThePathAndWhatWasMade() {
    tenant = Tenant.create("audited");
    List<Operation> changes =
        Operation.needingKeys()
            .filter(operation -> operation.method() != HttpMethod.GET)
            .filter(operation -> !LEFT_OUT.contains(operation.id()))
            .sorted(Comparator.comparing(operation -> operation.method() == HttpMethod.DELETE))
            .toList();
    assertThat(changes).hasSizeGreaterThan(25);
    List<Answered> all =
        changes.stream().map(change -> new Answered(change, call(change))).toList();
    Set<String> ids = changes.stream().map(this::requestId).collect(Collectors.toSet());
    await().atMost(Duration.ofSeconds(30)).until(() -> entries().keySet().containsAll(ids));
    Map<String, JsonNode> entries = entries();
    assertSoftly(
        softly -> {
          for (Answered each : all) {
            JsonNode entry =
                entries.getOrDefault(requestId(each.change()), MissingNode.getInstance());
            softly.assertThat(text(entry, "action")).isEqualTo(each.change().id());
            softly
                .assertThat(targets(entry))
                .as(each.toString())
                .isNotEmpty()
                .containsAll(named(each));
          }
        });
  }

  private record Answered(Operation change, Response answer) {

    @Override
    public String toString() {
      return change + " " + answer.statusCode() + " " + answer.asString();
    }
  }

  private Response call(Operation change) {
    return Calls.call(
        change, request(change).header("X-Request-Id", requestId(change)), names(change));
  }

  private RequestSpecification request(Operation change) {
    if (change.isOnlyFor("operatorKey")) {
      return Calls.with(Tokens.OPERATOR_KEY);
    }
    return Calls.with(change.isFor("workspaceKey") ? tenant.key() : tenant.session());
  }

  private String requestId(Operation change) {
    return "audit-of-" + change.id() + "-" + tenant.id("workspace_id");
  }

  /** The tenant is asked for its entries afterwards. */
  private Map<String, String> names(Operation change) {
    return change.id().equals("deleteWorkspace") ? tenant.unknown() : tenant.names();
  }

  private List<String> named(Answered each) {
    Stream<String> path =
        PLACEHOLDER
            .matcher(each.change().path())
            .results()
            .map(found -> String.valueOf(names(each.change()).get(found.group(1))));
    Stream<String> made =
        MAKE.contains(each.change().id())
            ? Stream.of(JsonBody.text(each.answer(), "/id"))
            : Stream.empty();
    return Stream.concat(path, made).toList();
  }

  /** By the id of the request. */
  private Map<String, JsonNode> entries() {
    return Stream.of(Tokens.OPERATOR_KEY, tenant.key())
        .map(reader -> Calls.done(Calls.with(reader).get("/v1/audit-entries?limit=200")))
        .flatMap(page -> JsonBody.of(page).path("data").valueStream())
        .filter(entry -> entry.has("request_id"))
        .collect(
            Collectors.toMap(
                entry -> text(entry, "request_id"), Function.identity(), (newest, _) -> newest));
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asText();
  }

  private static List<String> targets(JsonNode entry) {
    return entry.path("targets").valueStream().map(JsonNode::asText).toList();
  }
}
