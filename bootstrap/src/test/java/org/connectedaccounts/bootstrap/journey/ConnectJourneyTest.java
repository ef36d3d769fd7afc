package org.connectedaccounts.bootstrap.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenAnswer;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job: connect an account by OAuth, link it to a step, and the step uses it. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class ConnectJourneyTest {

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
  void journeyWhenAllIsWellThenTheStepUsesTheAccountUntilItIsRemoved() throws Exception {
    provider.requiresPkce().tokenAnswers(TokenAnswer.standard().expiresIn(1));
    provider.refreshAnswers(TokenAnswer.standard());
    ConnectFlow flow =
        journey.open(
            journey.putOauthApp(),
            Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP));

    Response completed = flow.complete();
    String account = ConnectFlow.accountOf(completed);
    assertThat(completed.<Boolean>path("created")).isTrue();
    assertThat(completed.<String>path("identity.email")).isEqualTo(Person.ADA.email());
    assertThat(completed.<String>path("binding")).isEqualTo("user_verified");
    assertThat(completed.<Integer>path("workflow_count")).isEqualTo(1);
    assertThat(flow.status()).isEqualTo("completed");
    String first = provider.ledger().latest(Kind.ACCESS);

    Thread.sleep(1100);
    Response auths = journey.auths(Journey.ADAS_USER).then().statusCode(200).extract().response();
    String token = auths.path("auths.demo_crm.oauth_access_token");
    assertThat(token).isNotEqualTo(first).isEqualTo(provider.ledger().latest(Kind.ACCESS));
    assertThat(auths.<String>path("accounts.demo_crm.account_id")).isEqualTo(account);
    assertThat(callsTheApiWith(token)).isEqualTo(200);
    assertThat(journey.accessToken(account)).isEqualTo(token);
    List<String> refreshTokens = provider.ledger().minted(Kind.REFRESH);
    assertThat(provider.ledger().consumed(Kind.REFRESH)).containsExactly(refreshTokens.getFirst());

    Response removed = journey.delete(account).then().statusCode(200).extract().response();
    assertThat(removed.<String>path("revocation")).isEqualTo("revoked");
    assertThat(removed.<Integer>path("removed_links")).isEqualTo(1);
    assertThat(provider.ledger().revoked(Kind.REFRESH)).contains(refreshTokens.getLast());
    assertThat(callsTheApiWith(token)).isEqualTo(401);
    ProblemCheck.of(journey.credentials(account)).hasStatus(404).hasCode("account_not_found");
    assertThat(journey.auths(Journey.ADAS_USER).<Map<String, ?>>path("auths")).isEmpty();
  }

  @Test
  void completeWhenConsentIsGivenThenTheCodeIsExchangedOnlyThen() {
    ConnectFlow flow = journey.open(journey.putOauthApp());
    String handle = flow.handle();

    assertThat(flow.status()).isEqualTo("awaiting_completion");
    assertThat(flow.poll().asString()).doesNotContain(handle);
    assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).isEmpty();
    assertThat(journey.accounts()).isEmpty();

    ConnectFlow.accountOf(flow.complete(handle));
    assertThat(provider.grants("authorization_code")).hasSize(1);
    ProblemCheck.of(flow.complete(handle)).hasStatus(409).hasCode("session_state");
    assertThat(provider.grants("authorization_code")).hasSize(1);
  }

  /** Of two secrets a provider may take the new one later than we do. */
  @Test
  void completeWhenTheProviderDoesNotKnowTheNewSecretYetThenTheFormerOneServes() {
    String app = journey.putOauthApp();
    journey.putClient(app, ScriptedProvider.CLIENT_ID, "not known yet");
    ConnectFlow.accountOf(journey.open(app).complete());
    Response client = journey.byKey().get("/v1/oauth-clients/{app}", app);
    assertThat(client.<String>path("status")).isEqualTo("active");
    assertThat(client.<Integer>path("secret_version")).isEqualTo(2);
    assertThat(client.<String>path("former_secret_until")).isNotBlank();
  }

  @Test
  void completeWhenBrowserBoundThenNobodyHasToCall() {
    try (Journey bound = Journey.browserBound()) {
      ConnectFlow flow = bound.open(bound.putOauthApp());
      SessionPage page = SessionPage.open(flow);

      assertThat(page.comesBack(page.consent())).endsWith("/connect/" + flow.id() + "#done");
      assertThat(flow.status()).isEqualTo("completed");
      assertThat(flow.poll().<String>path("account.binding")).isEqualTo("browser_bound");
    }
  }

  @Test
  void authorizeWhenNobodyKnowsTheWayBackThenRefused() {
    try (Journey lost = new Journey(Map.of("name", "Lost"))) {
      ConnectFlow flow = lost.open(lost.putOauthApp());

      ProblemCheck.of(flow.authorize()).hasStatus(409).hasCode("return_url_missing");
    }
  }

  @Test
  void tokensWhenNestedThenTheStepFindsEach() {
    provider.tokenAnswers(TokenAnswer.standard().slack().withoutExpiresIn());
    String account = journey.open(journey.putWithClient(likeSlack())).connect();

    Map<String, String> auths = journey.credentials(account).path("auths");
    assertThat(auths).containsOnlyKeys("oauth_access_token", "oauth_user_token", "team_id");
    assertThat(auths).containsEntry("team_id", "T0001");
    assertThat(callsTheApiWith(requireNonNull(auths.get("oauth_access_token")))).isEqualTo(200);
    assertThat(callsTheApiWith(requireNonNull(auths.get("oauth_user_token")))).isEqualTo(200);
    assertThat(journey.account(account).<List<String>>path("scopes")).contains("openid", "read");
    assertThat(provider.grants("refresh_token")).isEmpty();
  }

  @Test
  void tokensWhenAnErrorIsToldWith200ThenRefused() {
    provider.tokenAnswers(TokenAnswer.standard().slack().withoutExpiresIn());
    ConnectFlow flow = journey.open(journey.putWithClient(likeSlack()));

    provider.token().answersOnce(Reply.okFalse("team_not_allowed"));
    ProblemCheck.of(flow.complete()).hasStatus(422).hasCode("token_rejected");
    assertThat(flow.status()).isEqualTo("failed");
    assertThat(flow.errorCode()).isEqualTo("token_rejected");

    String late = flow.handle();
    provider.letsPass(Duration.ofSeconds(61));
    ProblemCheck.of(flow.complete(late)).hasStatus(409).hasCode("authorization_code_expired");
    assertThat(journey.accounts()).isEmpty();
    flow.connect();
  }

  @Test
  void choiceWhenSeveralSitesThenTheUserChooses() {
    provider.sites(Map.of("s1", "acme", "s2", "acme-test"));
    ConnectFlow flow = journey.open(journey.putWithClient(likeJira()));

    ProblemCheck.of(flow.complete()).hasStatus(409).hasCode("choice_required");
    assertThat(flow.status()).isEqualTo("choosing");
    assertThat(flow.poll().<List<String>>path("options.id")).containsExactlyInAnyOrder("s1", "s2");
    assertThat(journey.accounts()).isEmpty();
    ProblemCheck.of(flow.choose("s3")).hasStatus(400).pointsAt("/option");

    Response chosen = flow.choose("s2").then().statusCode(200).extract().response();
    String account = chosen.path("account.id");
    assertThat(chosen.<String>path("status")).isEqualTo("completed");
    assertThat(journey.credentials(account).<String>path("auths.cloud_id")).isEqualTo("s2");
    ProblemCheck.of(flow.choose("s1")).hasStatus(409).hasCode("session_state");
    assertThat(provider.grants("authorization_code")).hasSize(1);
  }

  @Test
  void choiceWhenOneSiteOrNoneThenNobodyIsAsked() {
    ConnectFlow flow = journey.open(journey.putWithClient(likeJira()));
    ProblemCheck.of(flow.complete()).hasStatus(422).hasCode("provider_error");

    provider.sites(Map.of("s1", "acme"));
    String account = flow.connect();
    assertThat(journey.credentials(account).<String>path("auths.cloud_id")).isEqualTo("s1");
  }

  private AppDocument likeSlack() {
    // In their order: the first token is the main one.
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("oauth_access_token", Map.of("path", "access_token"));
    tokens.put("oauth_user_token", Map.of("path", "authed_user.access_token", "optional", true));
    return AppDocument.oauth(provider)
        .with(
            "token_response",
            Map.of(
                "error_when",
                Map.of("field", "ok", "equals", "false", "error_field", "error"),
                "tokens",
                tokens,
                "capture",
                Map.of("team_id", "team.id"),
                "scopes_path",
                "scope"))
        .with("scopes", Map.of("default", List.of("openid", "read"), "separator", ","))
        .with(
            "identity",
            Map.of("from", "token_response", "id", "authed_user.id", "name", "team.name"));
  }

  private AppDocument likeJira() {
    return AppDocument.oauth(provider)
        .with(
            "choose",
            Map.of(
                "request",
                Map.of("url", provider.uri(ScriptedProvider.SITES).toString()),
                "items",
                "",
                "id",
                "id",
                "label",
                "name",
                "store_as",
                "cloud_id"));
  }

  private int callsTheApiWith(String token) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .get(provider.uri(ScriptedProvider.API))
        .statusCode();
  }
}
