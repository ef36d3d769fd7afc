package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two candidates for a step are told, so that the caller can say which it meant. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class AmbiguousStepTest {

  private static final String STEP = "/v1/workflows/wf/steps/s";

  @Test
  void authsWhenSeveralUsersHaveALinkThenEachIsNamedWithTheirUser() {
    Tenant tenant = Tenant.create("two" + Long.toString(System.nanoTime(), 36));
    for (String user : List.of("ann", "bob")) {
      String account =
          """
          {"app": "%s", "auth": "key", "fields": {"api_key": "k"}, "external_user_id": "%s"}
          """
              .formatted(tenant.id("app"), user);
      String id =
          Calls.done(Calls.json(tenant.key(), account).post("/v1/accounts"))
              .jsonPath()
              .getString("id");
      String link = "{\"account_id\": \"%s\", \"external_user_id\": \"%s\"}".formatted(id, user);
      Calls.done(Calls.json(tenant.key(), link).put(STEP + "/accounts/mail"));
    }

    Response answer = Calls.with(tenant.key()).get(STEP + "/auths");

    ProblemCheck.of(answer).hasStatus(409).hasCode("ambiguous_account");
    assertThat(answer.jsonPath().getList("links.external_user_id")).containsExactly("ann", "bob");
    assertThat(answer.jsonPath().getList("links.name")).containsExactly("mail", "mail");
  }
}
