package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.ClientAuthentication;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenAnswer;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts made of what a user types: keys, logins, a client of the user's own. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class KeyJourneyTest {

  private static final Map<String, String> GOOD = Map.of("api_key", "good-key");

  private Journey journey;
  private ScriptedProvider provider;

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
  }

  @AfterEach
  void close() {
    journey.close();
  }

  @Test
  void keyWhenTheAppAcceptsItThenTheStepFindsIt() {
    provider.acceptsApiKey("good-key");
    ConnectFlow flow =
        journey.open(
            journey.put(AppDocument.key(provider)),
            Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP));

    String account = flow.connectBy(GOOD);
    Response auths = journey.auths(Journey.ADAS_USER);
    assertThat(auths.<Map<String, String>>path("auths.demo_mail")).isEqualTo(GOOD);
    assertThat(provider.lastRequestTo(ScriptedProvider.API).header("x-api-key"))
        .contains("good-key");
    Response shown = journey.account(account);
    assertThat(shown.<Boolean>path("verified")).isTrue();
    assertThat(shown.asString()).doesNotContain("good-key");
    assertThat(flow.poll().asString()).doesNotContain("good-key");
    assertThat(journey.delete(account).<String>path("revocation")).isEqualTo("nothing_to_revoke");
  }

  @Test
  void keyWhenTheAppRejectsItThenNothingIsSaved() {
    ConnectFlow flow = journey.open(journey.put(AppDocument.key(provider)));

    ProblemCheck.of(flow.submit(Map.of("api_key", "bad-key-here")))
        .hasStatus(422)
        .hasCode("credentials_rejected")
        .pointsAt("/fields/api_key")
        .doesNotEcho("bad-key-here");
    ProblemCheck.of(flow.submit(Map.of("api_key", "abc")))
        .hasStatus(400)
        .pointsAt("/fields/api_key");
    ProblemCheck.of(flow.submit(Map.of("api_keys", "good-key"))).hasStatus(400);
    assertThat(flow.status()).isEqualTo("pending");
    assertThat(journey.accounts()).isEmpty();

    provider.acceptsApiKey("good-key");
    flow.connectBy(GOOD);
  }

  @Test
  void keyWhenTheAppCannotBeAskedThenLater() {
    ConnectFlow flow = journey.open(journey.put(AppDocument.key(provider)));

    provider.goesDown();
    Response refused = flow.submit(GOOD);
    ProblemCheck.of(refused).hasStatus(503).hasCode("verification_unavailable");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(journey.accounts()).isEmpty();
  }

  private AppDocument at(String host) {
    var key = Map.of("name", "api_key", "label", "API key");
    var where = Map.of("name", "host", "label", "Host", "secret", false);
    return AppDocument.key(provider)
        .with("fields", List.of(key, where))
        .with(
            "api",
            Map.of(
                "base_url",
                "http://" + host,
                "credentials",
                List.of(AppDocument.header("X-Api-Key", "${secret.api_key}")),
                "verify",
                Map.of("url", "http://" + host + "/me")));
  }

  @Test
  void keyWhenTheAddressThatIsTypedIsPrivateThenNothingLeaves() {
    Map<String, String> typed = Map.of("api_key", "good-key", "host", "10.0.0.1");

    ProblemCheck.of(journey.open(journey.put(at("${input.host}"))).submit(typed))
        .hasStatus(422)
        .hasCode("destination_refused");
  }

  @Test
  void appWhenItWritesAPrivateAddressThenItIsRefusedAsItIsPut() {
    AppDocument app = at("10.0.0.1");

    ProblemCheck.of(
            journey
                .byKey()
                .contentType(ContentType.JSON)
                .body(app.body())
                .put("/v1/apps/{app}", app.slug()))
        .hasStatus(422)
        .hasCode("invalid_definition")
        .pointsAt("/auth/0/api/base_url");
  }

  @Test
  void keyWhenNobodyCanBeAskedThenNotVerified() {
    AppDocument app =
        AppDocument.key(provider)
            .with(
                "api",
                AppDocument.api(provider, AppDocument.header("X-Api-Key", "${secret.api_key}")));
    String account = journey.open(journey.put(app)).connectBy(GOOD);

    assertThat(journey.account(account).<Boolean>path("verified")).isFalse();
    assertThat(journey.credentials(account).<String>path("auths.api_key")).isEqualTo("good-key");
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void keyWhenItStopsWorkingThenTheAccountSaysSo() {
    provider.acceptsApiKey("good-key");
    String account = journey.open(journey.put(AppDocument.key(provider))).connectBy(GOOD);

    provider.rejectsApiKey("good-key");
    Response refused = journey.byKey().noContentType().post("/v1/accounts/{id}/refresh", account);
    ProblemCheck.of(refused).hasStatus(409).hasCode("account_unavailable");
    assertThat(refused.<String>path("accounts[0].status_reason")).isEqualTo("key_rejected");
  }

  @Test
  void loginWhenAcceptedThenSentAsBasic() {
    provider.acceptsLogin("ada", "pass:wörd");
    Map<String, String> fields = Map.of("username", "ada", "password", "pass:wörd");
    String account = journey.open(journey.put(AppDocument.login(provider))).connectBy(fields);

    assertThat(provider.lastRequestTo(ScriptedProvider.API).header("authorization"))
        .contains("Basic " + base64("ada:pass:wörd"));
    assertThat(journey.account(account).<String>path("auth_type")).isEqualTo("basic");
    assertThat(journey.credentials(account).<Map<String, String>>path("auths")).isEqualTo(fields);
  }

  @Test
  void probeWhenSwitchedOffThenOnlyByAKey() {
    String app = journey.put(AppDocument.key(provider));
    Map<String, Object> unverified = Map.of("app", app, "fields", GOOD, "verify", false);

    ProblemCheck.of(journey.createAccount(Map.of("app", app, "fields", GOOD)))
        .hasStatus(422)
        .hasCode("credentials_rejected");
    provider.forgetRequests();
    Response created = journey.createAccount(unverified);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.<Boolean>path("verified")).isFalse();
    assertThat(created.<String>path("binding")).isEqualTo("trusted_backend");
    assertThat(provider.requests()).isEmpty();

    ConnectFlow flow = journey.open(app);
    ProblemCheck.of(
            Journey.by(flow.token())
                .contentType("application/json")
                .body(unverified)
                .post("/v1/accounts"))
        .hasStatus(403)
        .hasCode("session_limited");
    ProblemCheck.of(
            Journey.by(flow.token())
                .contentType("application/json")
                .body(unverified)
                .post("/v1/connect-sessions/{id}/credentials", flow.id()))
        .hasStatus(400)
        .hasCode("invalid_request")
        .pointsAt("/verify");
  }

  @Test
  void clientWhenTypedByTheUserThenItsTokensAreFresh() throws Exception {
    provider.client("users-client", "users secret", ClientAuthentication.BASIC);
    provider.tokenAnswers(TokenAnswer.standard().expiresIn(1));
    String app = journey.put(AppDocument.client(provider));
    ConnectFlow flow = journey.open(app);

    ProblemCheck.of(flow.submit(Map.of("client_id", "users-client", "client_secret", "wrong")))
        .hasStatus(422)
        .hasCode("credentials_rejected");
    String account =
        flow.connectBy(Map.of("client_id", "users-client", "client_secret", "users secret"));
    assertThat(journey.account(account).<Boolean>path("verified")).isTrue();

    Thread.sleep(1100);
    provider.tokenAnswers(TokenAnswer.standard());
    Response credentials = journey.credentials(account);
    assertThat(credentials.<String>path("auths.oauth_access_token"))
        .isEqualTo(provider.ledger().latest(Kind.ACCESS));
    assertThat(credentials.<String>path("type")).isEqualTo("client_credentials");
    assertThat(provider.grants("client_credentials")).hasSize(3);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
