package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.walk.Calls.done;
import static org.connectedaccounts.bootstrap.walk.Calls.json;
import static org.connectedaccounts.bootstrap.walk.Calls.with;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.OffsetDateTime;
import java.util.List;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that reach some accounts, and keys that take the place of others. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class NarrowedKeyWalkTest {

  private static Response made(Tenant tenant, String limits) {
    return json(
            tenant.key(),
            """
            {"name": "narrow", "scopes": ["accounts:read", "credentials:read", "apps:read"],
             "limits": %s}
            """
                .formatted(limits))
        .post("/v1/api-keys");
  }

  private static String another(Tenant tenant) {
    return done(json(
                tenant.key(),
                """
                {"app": "%s", "auth": "key", "fields": {"api_key": "second"},
                 "external_user_id": "another-user"}
                """
                    .formatted(tenant.id("app")))
            .post("/v1/accounts"))
        .path("id");
  }

  @Test
  void aKeyForOneAccountReadsThisOneAndNothingElse() {
    Tenant tenant = Tenant.create("narrowed");
    String other = another(tenant);
    String account = tenant.id("account_id");
    Response made = done(made(tenant, "{\"account_ids\": [\"" + account + "\"]}"));
    assertThat(made.<List<String>>path("limits.account_ids")).containsExactly(account);
    String key = made.path("key");

    assertThat(done(with(key).get("/v1/accounts")).<List<String>>path("data.id"))
        .containsExactly(account);
    assertThat(with(key).get("/v1/accounts/" + account + "/credentials").statusCode())
        .isEqualTo(200);
    ProblemCheck.of(with(key).get("/v1/accounts/" + other + "/credentials"))
        .hasStatus(404)
        .hasCode("account_not_found");
    assertThat(with(key).get("/v1/apps").statusCode()).isEqualTo(200);
    // Where the scope would be there, the limit is what refuses.
    for (String path : List.of("/v1/events", "/v1/workflows/" + tenant.id("workflow_id"))) {
      ProblemCheck.of(with(key).get(path)).hasStatus(403).hasCode("key_limited");
    }
  }

  @Test
  void aKeyForAnAppOrAUserReadsTheirAccounts() {
    Tenant tenant = Tenant.create("narrowing");
    String other = another(tenant);
    String ofUser = done(made(tenant, "{\"external_user_id\": \"another-user\"}")).path("key");
    assertThat(done(with(ofUser).get("/v1/accounts")).<List<String>>path("data.id"))
        .containsExactly(other);
    ProblemCheck.of(with(ofUser).get("/v1/accounts?external_user_id=somebody-else"))
        .hasStatus(403)
        .hasCode("key_limited");
    String ofApp = done(made(tenant, "{\"apps\": [\"" + tenant.id("app") + "\"]}")).path("key");
    assertThat(done(with(ofApp).get("/v1/accounts")).<List<String>>path("data.id")).hasSize(2);
    String ofNone = done(made(tenant, "{\"apps\": [\"another_app\"]}")).path("key");
    assertThat(done(with(ofNone).get("/v1/accounts")).<List<String>>path("data")).isEmpty();
  }

  @Test
  void limitsThatMeanNothingAreRefusedByTheirPlace() {
    Tenant tenant = Tenant.create("limits");
    ProblemCheck.of(made(tenant, "{}")).hasStatus(400).pointsAt("/limits");
    ProblemCheck.of(made(tenant, "{\"apps\": []}")).hasStatus(400).pointsAt("/limits/apps");
    ProblemCheck.of(made(tenant, "{\"account_ids\": []}"))
        .hasStatus(400)
        .pointsAt("/limits/account_ids");
    ProblemCheck.of(made(tenant, "{\"apps\": [\"Not A Slug\"]}"))
        .hasStatus(400)
        .pointsAt("/limits/apps/0");
    ProblemCheck.of(made(tenant, "{\"account_ids\": [\"acc_nonsense\"]}"))
        .hasStatus(400)
        .pointsAt("/limits/account_ids/0");
    ProblemCheck.of(
            made(tenant, "{\"account_ids\": [\"" + Tenant.create("x").id("account_id") + "\"]}"))
        .hasStatus(400)
        .pointsAt("/limits/account_ids");
  }

  @Test
  void rotateThenBothWorkUntilTheOverlapIsOver() throws InterruptedException {
    Tenant tenant = Tenant.create("overlap");
    Response former = done(made(tenant, "{\"apps\": [\"" + tenant.id("app") + "\"]}"));
    String path = "/v1/api-keys/" + former.path("id") + "/rotate";
    Response next = done(json(tenant.key(), "{\"overlap_seconds\": 2}").post(path));
    assertThat(next.<List<String>>path("limits.apps")).containsExactly(tenant.id("app"));
    assertThat(next.<List<String>>path("scopes")).isEqualTo(former.path("scopes"));

    ProblemCheck.of(json(tenant.key(), "{}").post(path)).hasStatus(409).hasCode("api_key_rotated");
    assertThat(with(former.path("key")).get("/v1/accounts").statusCode()).isEqualTo(200);
    assertThat(with(next.path("key")).get("/v1/accounts").statusCode()).isEqualTo(200);
    Thread.sleep(8000); // The overlap, and what a replica may remember.
    assertThat(with(former.path("key")).get("/v1/accounts").statusCode()).isEqualTo(401);
    assertThat(with(next.path("key")).get("/v1/accounts").statusCode()).isEqualTo(200);
    ProblemCheck.of(json(tenant.key(), "{}").post(path))
        .hasStatus(404)
        .hasCode("api_key_not_found");
  }

  @Test
  void theListSaysWhenAKeyWasUsedLast() {
    Tenant tenant = Tenant.create("used");
    Response key = done(made(tenant, "{\"apps\": [\"any_app\"]}"));
    String used = "data.find { it.id == '" + key.path("id") + "' }.last_used_at";
    assertThat(done(with(tenant.key()).get("/v1/api-keys")).<String>path(used)).isNull();
    done(with(key.path("key")).get("/v1/accounts"));
    assertThat(
            OffsetDateTime.parse(done(with(tenant.key()).get("/v1/api-keys")).<String>path(used)))
        .isAfter(OffsetDateTime.parse(key.path("created_at")));
  }
}
