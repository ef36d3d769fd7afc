package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Nothing answers without a token that works, but what the contract says is for everybody. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class EveryOperationNeedsAKeyTest {

  /** Whatever is named: nobody gets so far. */
  static final Map<String, String> NAMES = names();

  static final List<String> WORTHLESS =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "Bearer garbage",
          "Bearer cak_" + "0".repeat(36),
          "Bearer cak_" + "é".repeat(36),
          "Bearer " + "x".repeat(4000),
          "Basic dXNlcjpwYXNzd29yZA==",
          Tokens.OPERATOR_KEY,
          "Basic " + Tokens.OPERATOR_KEY,
          "Bearer " + Tokens.OPERATOR_KEY + "x",
          "Bearer " + Tokens.of(BearerToken.OPERATOR_PREFIX, "unknown"),
          "Bearer " + Tokens.of(BearerToken.WORKSPACE_PREFIX, "unknown"),
          "Bearer " + Tokens.of(BearerToken.SESSION_PREFIX, "unknown"));

  @Tag("walk")
  @ParameterizedTest
  @FieldSource("WORTHLESS")
  void operationWhenTokenIsWorthlessThenRefused(String authorization) {
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .forEach(
                    operation ->
                        softly
                            .assertThatCode(
                                () ->
                                    assertRefused(
                                        Calls.call(
                                            operation,
                                            Calls.anonymous()
                                                .header("Authorization", authorization),
                                            NAMES)))
                            .as(operation.toString())
                            .doesNotThrowAnyException()));
  }

  @Test
  void operationWhenThereIsNoTokenThenRefused() {
    assertThat(Operation.needingKeys()).hasSizeGreaterThan(35);
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .forEach(
                    operation ->
                        softly
                            .assertThatCode(
                                () -> assertRefused(Calls.call(operation, (String) null, NAMES)))
                            .as(operation.toString())
                            .doesNotThrowAnyException()));
  }

  @Test
  void operationWhenForEverybodyThenAnswersWithout() {
    List<Operation> open =
        Operation.all().stream().filter(operation -> operation.tokens().isEmpty()).toList();
    assertThat(open)
        .extracting(Operation::id)
        .containsExactly("getAppLogo", "receiveOauthCallback");
    for (Operation operation : open) {
      Map<String, String> names = new HashMap<>(NAMES);
      names.put("app", "slack");
      assertThat(Calls.call(operation, (String) null, names).statusCode()).isIn(200, 400);
    }
  }

  private static void assertRefused(Response answer) {
    ProblemCheck.of(answer).hasStatus(401).hasCode("unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  private static Map<String, String> names() {
    return Map.ofEntries(
        Map.entry("workspace_id", "ws_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("key_id", "key_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("rotation_id", "rot_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("revocation_id", "rev_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("endpoint_id", "whe_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("event_id", "evt_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("session_id", "cs_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("account_id", "acc_01kb2w3c5de8n4y7s6t9p2a1vg"),
        Map.entry("app", "nothing"),
        Map.entry("workflow_id", "wf-nothing"),
        Map.entry("step_id", "nothing"),
        Map.entry("name", "nothing"),
        Map.entry("external_user_id", "nobody"),
        Map.entry("context", "nothing"));
  }
}
