package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.keycloak.KeycloakBrowser;
import org.connectedaccounts.bootstrap.keycloak.KeycloakServer;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job with an authorization server that nobody here wrote. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
@Tag("keycloak")
class KeycloakJourneyIT {

  private static final String APP = "keycloak";

  private static KeycloakServer keycloak;

  private Journey journey;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    keycloak = KeycloakServer.start();
  }

  @AfterAll
  static void stop() {
    keycloak.close();
  }

  @BeforeEach
  void open() {
    journey = new Journey();
  }

  @AfterEach
  void close() {
    journey.close();
  }

  @Test
  void journeyWhenConsentIsGivenThenTokensRotateUntilTheGrantIsRevoked() {
    putApp();
    ConnectFlow flow =
        journey.open(APP, Map.of("external_user_id", Journey.ADAS_USER, "step", Journey.STEP));
    Response completed = flow.complete(ConnectFlow.handle(consents(flow, KeycloakServer.ADA)));
    String account = ConnectFlow.accountOf(completed);
    assertThat(completed.<String>path("identity.email")).isEqualTo(KeycloakServer.ADA.email());
    assertThat(completed.<List<String>>path("scopes")).contains("openid", "offline_access");

    String first = journey.accessToken(account);
    assertThat(userinfo(first)).isEqualTo(200);
    for (int version = 2; version <= 3; version++) {
      Response renewed = journey.renewedCredentials(account);
      assertThat(renewed.statusCode()).as(renewed.asString()).isEqualTo(200);
      assertThat(renewed.<Integer>path("version")).isEqualTo(version);
    }
    String latest = journey.auths(Journey.ADAS_USER).path("auths.keycloak.oauth_access_token");
    assertThat(latest).isNotEqualTo(first);
    assertThat(userinfo(latest)).isEqualTo(200);

    assertThat(journey.delete(account).<String>path("revocation")).isEqualTo("revoked");
    assertThat(userinfo(latest)).isEqualTo(401);

    ConnectFlow again = journey.open(APP);
    Response anew = again.complete(ConnectFlow.handle(consents(again, KeycloakServer.ADA)));
    assertThat(ConnectFlow.accountOf(anew)).isNotEqualTo(account);
  }

  @Test
  void reconnectWhenConsentIsGivenAgainThenInPlaceForTheSamePersonOnly() {
    putApp();
    ConnectFlow flow = journey.open(APP);
    String account =
        ConnectFlow.accountOf(
            flow.complete(ConnectFlow.handle(consents(flow, KeycloakServer.ADA))));

    ConnectFlow reconnect =
        journey.open(APP, Map.of("external_user_id", Journey.ADAS_USER, "account_id", account));
    ProblemCheck.of(
            reconnect.complete(ConnectFlow.handle(consents(reconnect, KeycloakServer.GRACE))))
        .hasStatus(409)
        .hasCode("identity_mismatch");
    Response completed =
        reconnect.complete(ConnectFlow.handle(consents(reconnect, KeycloakServer.ADA)));
    assertThat(ConnectFlow.accountOf(completed)).isEqualTo(account);
    assertThat(completed.<Boolean>path("created")).isFalse();
    assertThat(userinfo(journey.accessToken(account))).isEqualTo(200);
    assertThat(journey.accounts()).containsExactly(account);
  }

  @Test
  void consentWhenDeniedThenNoAccount() {
    putApp();
    ConnectFlow flow = journey.open(APP);
    URI callback =
        new KeycloakBrowser(keycloak).deny(flow.authorizationUrl(), KeycloakServer.GRACE);

    assertThat(flow.comesBack(callback).getQuery()).endsWith("error=consent_denied");
    assertThat(journey.accounts()).isEmpty();
  }

  /** Nothing is typed: the app is imported, and its client registers itself. */
  @Test
  void registerWhenInvitedThenTheClientThatWasMadeConnects() {
    Response imported =
        journey
            .byKey()
            .contentType(ContentType.JSON)
            .body(Map.of("source", "issuer", "url", keycloak.issuer().toString(), "slug", APP))
            .post("/v1/apps/import");
    assertThat(imported.<List<Object>>path("faults")).as(imported.asString()).isEmpty();
    journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(imported.<Map<String, Object>>path("definition"))
        .put("/v1/apps/{app}", APP)
        .then()
        .statusCode(200);

    Response uninvited = journey.register(APP, Map.of());
    ProblemCheck.of(uninvited).hasStatus(422).hasCode("provider_error");
    String invitation = new KeycloakAdmin(keycloak).invitation();
    Response registered = journey.register(APP, Map.of("initial_access_token", invitation));
    assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
    assertThat(registered.<String>path("status")).isEqualTo("active");

    ConnectFlow flow = journey.open(APP);
    Response completed = flow.complete(ConnectFlow.handle(consents(flow, KeycloakServer.ADA)));
    assertThat(completed.<String>path("identity.email")).isEqualTo(KeycloakServer.ADA.email());
    String token = journey.accessToken(ConnectFlow.accountOf(completed));
    assertThat(userinfo(token)).isEqualTo(200);
  }

  private static URI consents(ConnectFlow flow, KeycloakServer.User user) {
    return flow.comesBack(new KeycloakBrowser(keycloak).consent(flow.authorizationUrl(), user));
  }

  private void putApp() {
    Map<String, Object> method =
        new LinkedHashMap<>(AppDocument.oauth(journey.provider()).method());
    method.put("authorization_url", keycloak.authorizationUri().toString());
    method.put("token_url", keycloak.tokenUri().toString());
    method.put("issuer", keycloak.issuer().toString());
    method.put("iss_required", true);
    method.put("authorize_params", Map.of("prompt", "consent"));
    method.put(
        "scopes", Map.of("default", List.of("openid", "profile", "email", "offline_access")));
    method.put("revocation", Map.of("url", keycloak.revocationUri().toString()));
    method.put("refresh", Map.of("class", "strict"));
    journey.put(new AppDocument(APP, method));
    journey.putClient(APP, KeycloakServer.CLIENT_ID, KeycloakServer.CLIENT_SECRET);
  }

  private static int userinfo(String token) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .get(keycloak.userinfoUri())
        .statusCode();
  }
}
