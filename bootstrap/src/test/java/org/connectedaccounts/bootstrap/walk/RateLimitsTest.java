package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each key, and each session, has so many requests, and is told so. */
@Tag("walk")
@QuarkusTest
@TestProfile(RateLimitsTest.Limited.class)
class RateLimitsTest {

  /** Few, but for what opens a workspace. */
  public static final class Limited implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new HashMap<>(JourneyProfile.withoutIssuers());
      all.put("connected-accounts.rate-limit.requests", "4");
      all.put("connected-accounts.rate-limit.session-requests", "2");
      all.put("connected-accounts.rate-limit.window", "8S");
      return all;
    }
  }

  private String key = "";

  @BeforeEach
  void open() throws InterruptedException {
    key = newKey();
  }

  @Test
  void requestsWhenTooManyThenRefusedUntilRetryAfterIsOver() throws InterruptedException {
    Response first = Calls.with(key).get("/v1/accounts");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"key\";q=4;w=8");
    assertThat(first.header("RateLimit")).matches("\"key\";r=\\d+;t=\\d+");

    Response refused = exhausted(key);
    ProblemCheck.of(refused).hasStatus(429).hasCode("rate_limited");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"key\";q=4;w=8");
    int wait = Integer.parseInt(refused.header("Retry-After"));
    assertThat(wait).isBetween(1, 2);
    assertThat(refused.header("RateLimit")).isEqualTo("\"key\";r=0;t=" + wait);

    Thread.sleep(Duration.ofSeconds(wait));
    assertThat(Calls.with(key).get("/v1/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void requestsWhenRefusedForWhatTheyAskThenCountedAndToldAsWell() {
    Response unknown = Calls.with(key).get("/v1/accounts/acc_01kb2w5h8rfz4v9d3m7q6x1c0t");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.header("RateLimit")).isEqualTo("\"key\";r=3;t=2");
  }

  @Test
  void requestsWhenAnotherKeyHasNoneLeftThenAnswered() throws InterruptedException {
    String other = newKey();
    exhausted(key);
    Response answer = Calls.with(other).get("/v1/accounts");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("RateLimit")).isEqualTo("\"key\";r=3;t=2");
  }

  @Test
  void sessionsThenEachHasFewerOfItsOwn() {
    String session = session();
    String another = session();
    Response refused = exhausted(session);
    ProblemCheck.of(refused).hasStatus(429).hasCode("rate_limited");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"session\";q=2;w=8");
    assertThat(Calls.with(another).get("/v1/apps?limit=1").statusCode()).isEqualTo(200);
  }

  @Test
  void requestsWhenTooManyThenTheAuditKeepsNoneOfThem() throws InterruptedException {
    List<Integer> answered = new ArrayList<>();
    while (!answered.contains(429)) {
      answered.add(
          Calls.json(key, "{\"name\": \"One more\"}").post("/v1/app-requests").statusCode());
    }
    // Entries are written within a second, and by then there is a request left.
    Thread.sleep(Duration.ofSeconds(4));
    List<Integer> statuses =
        Calls.done(Calls.with(key).get("/v1/audit-entries")).path("data.status");
    answered.removeLast();
    assertThat(statuses).containsExactlyInAnyOrderElementsOf(answered);
  }

  @Test
  void requestsWhenTheKeyIsUnknownThenNobodysAreCounted() {
    String unknown = Tokens.of("cak_", "unknown");
    for (int i = 0; i < 10; i++) {
      Response answer = Calls.with(unknown).get("/v1/accounts");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.header("RateLimit")).isNull();
    }
  }

  /** What is refused; on a slow machine the bucket fills meanwhile. */
  private static Response exhausted(String token) {
    for (int i = 0; i < 200; i++) {
      Response answer = Calls.with(token).get("/v1/apps?limit=1");
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("nothing was refused");
  }

  private String session() {
    return Calls.done(
            Calls.json(
                    key,
                    "{\"external_user_id\": \"ann\", \"return_url\": \"https://a.example.test/\"}")
                .post("/v1/connect-sessions"))
        .path("token");
  }

  /** Of a workspace of its own; the operator waits like everybody. */
  private static String newKey() throws InterruptedException {
    while (true) {
      Response made =
          Calls.json(
                  Tokens.OPERATOR_KEY,
                  "{\"name\": \"Limited\", \"return_urls\": [\"https://a.example.test/\"]}")
              .post("/v1/workspaces");
      if (made.statusCode() != 429) {
        return Calls.done(made).path("api_key.key");
      }
      Thread.sleep(Duration.ofSeconds(Integer.parseInt(made.header("Retry-After"))));
    }
  }
}
