package org.connectedaccounts.bootstrap.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.connectedaccounts.adapters.in.demo.DemoProvider;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.Pkce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo provider on the wire, without the service as its client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class DemoIT {

  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  @Inject DemoProvider provider;
  @Inject DemoProvider.Settings settings;

  private RequestSpecification browser() {
    return given().redirects().follow(false);
  }

  private RequestSpecification request() {
    return request(settings.redirectUri());
  }

  private RequestSpecification request(String redirectUri) {
    return browser()
        .queryParam("response_type", "code")
        .queryParam("client_id", "demo-client")
        .queryParam("redirect_uri", redirectUri)
        .queryParam("scope", "profile messages:read")
        .queryParam("state", "st&te")
        .queryParam("code_challenge", Pkce.challenge(Secret.of(VERIFIER)))
        .queryParam("code_challenge_method", "S256");
  }

  private String ticket() {
    return first(TICKET, request().get("/demo/oauth/authorize").asString());
  }

  private RequestSpecification decision(String decision) {
    return browser()
        .formParam("ticket", ticket())
        .formParam("person", "grace")
        .formParam("decision", decision);
  }

  private RequestSpecification client() {
    return given().auth().preemptive().basic("demo-client", provider.clientSecret().reveal());
  }

  private Response exchange() {
    String location =
        decision("allow").post("/demo/oauth/authorize").then().extract().header("Location");
    return client()
        .formParam("grant_type", "authorization_code")
        .formParam("code", first(CODE, location))
        .formParam("redirect_uri", settings.redirectUri())
        .formParam("code_verifier", VERIFIER)
        .post("/demo/oauth/token");
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  @Test
  void consentPageWhenAskedThenIsStrictAndNamesEverything() {
    request()
        .get("/demo/oauth/authorize")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY")
        .header(
            "Content-Security-Policy",
            allOf(
                startsWith("default-src 'none'; style-src 'sha256-"),
                containsString("frame-ancestors 'none'"),
                not(containsString("unsafe"))))
        .body(
            allOf(
                containsString("demo-client"),
                containsString("Ada Lovelace"),
                containsString("Grace Hopper"),
                containsString("messages:read"),
                not(containsString("<script")),
                not(containsString("{{"))));
  }

  @Test
  void consentPageWhenTheRedirectUriIsAnotherThenStaysHere() {
    request("https://elsewhere.example/")
        .get("/demo/oauth/authorize")
        .then()
        .statusCode(400)
        .header("Location", equalTo(null));
    browser().get("/demo/oauth/authorize").then().statusCode(400).contentType("text/html");
  }

  @Test
  void decideWhenAllowedThenGoesBackWithCodeStateAndIssuer() {
    decision("allow")
        .post("/demo/oauth/authorize")
        .then()
        .statusCode(302)
        .header("Cache-Control", "no-store")
        .header(
            "Location",
            allOf(
                startsWith(settings.redirectUri() + "?code="),
                containsString("&state=st%26te"),
                containsString("&iss=http%3A%2F%2Flocalhost%3A")));
  }

  @Test
  void decideWhenDeniedThenGoesBackWithTheError() {
    decision("deny")
        .post("/demo/oauth/authorize")
        .then()
        .statusCode(302)
        .header("Location", startsWith(settings.redirectUri() + "?error=access_denied&state="));
  }

  @Test
  void decideWhenAnotherSiteSendsTheFormThenNothingIsAllowed() {
    decision("allow")
        .header("Sec-Fetch-Site", "cross-site")
        .post("/demo/oauth/authorize")
        .then()
        .statusCode(403)
        .header("Location", equalTo(null));
    decision("allow")
        .header("Sec-Fetch-Site", "same-origin")
        .header("Origin", "null")
        .post("/demo/oauth/authorize")
        .then()
        .statusCode(302);
  }

  @Test
  void decideWhenTheTicketIsUnknownThenExplains() {
    browser()
        .formParam("ticket", "guessed")
        .formParam("decision", "allow")
        .post("/demo/oauth/authorize")
        .then()
        .statusCode(400)
        .contentType("text/html");
  }

  @Test
  void tokensWhenExchangedThenOpenTheApiUntilTheyAreRevoked() {
    var tokens = exchange().then().statusCode(200).header("Cache-Control", "no-store");
    tokens.body(
        "token_type", equalTo("Bearer"),
        "expires_in", equalTo(60),
        "scope", equalTo("profile messages:read"));
    String access = tokens.extract().path("access_token");
    var bearer = "Bearer " + access;
    given()
        .header("Authorization", bearer)
        .get("/demo/api/me")
        .then()
        .statusCode(200)
        .body("id", equalTo("grace"), "email", equalTo("grace@demo.example"));
    given()
        .header("Authorization", bearer)
        .get("/demo/api/messages")
        .then()
        .statusCode(200)
        .body("messages", hasSize(2));

    client()
        .formParam("token", tokens.extract().<String>path("refresh_token"))
        .post("/demo/oauth/revoke")
        .then()
        .statusCode(200);

    given()
        .header("Authorization", bearer)
        .get("/demo/api/me")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("invalid_token"));
  }

  @Test
  void refreshWhenTheTokenComesTwiceThenInvalidGrant() {
    String refresh = exchange().then().statusCode(200).extract().path("refresh_token");
    refreshed(refresh).then().statusCode(200);

    refreshed(refresh).then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  private Response refreshed(String token) {
    return client()
        .formParam("grant_type", "refresh_token")
        .formParam("refresh_token", token)
        .post("/demo/oauth/token");
  }

  @Test
  void tokenWhenTheClientIsNotKnownThen401() {
    given()
        .formParam("grant_type", "refresh_token")
        .post("/demo/oauth/token")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Basic"))
        .body("error", equalTo("invalid_client"));
    client()
        .formParam("grant_type", "password")
        .post("/demo/oauth/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("unsupported_grant_type"));
  }

  @Test
  void apiWhenCalledWithTheKeyThenAnswersAsTheRobot() {
    given()
        .header("X-Api-Key", "demo-key-1234")
        .get("/demo/api/me")
        .then()
        .statusCode(200)
        .body("id", equalTo("robot"));
    given().header("X-Api-Key", "wrong").get("/demo/api/messages").then().statusCode(401);
  }

  @Test
  void returnPageWhenAHandleComesThenShowsTheCommands() {
    given()
        .queryParam("session_id", "cs_01kb2w4t6yg3r9k5n8h7b2d1xc")
        .queryParam("handle", "abc-DEF_1")
        .get("/demo/return")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .body(
            allOf(
                containsString("/v1/connect-sessions/cs_01kb2w4t6yg3r9k5n8h7b2d1xc/complete"),
                containsString("abc-DEF_1"),
                containsString("/credentials"),
                not(containsString("{{"))));
    given()
        .queryParam("session_id", "cs_01kb2w4t6yg3r9k5n8h7b2d1xc")
        .queryParam("error", "consent_denied")
        .get("/demo/return")
        .then()
        .statusCode(200)
        .body(containsString("consent_denied"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?session_id=x",
        "?session_id=cs_01kb2w4t6yg3r9k5n8h7b2d1xc&handle=%27;touch%20x;%27",
        "?session_id=cs_01kb2w4t6yg3r9k5n8h7b2d1xc&error=%3Cb%3E"
      })
  void returnPageWhenALinkBringsSomethingElseThenRepeatsNoneOfIt(String query) {
    given()
        .urlEncodingEnabled(false)
        .get("/demo/return" + query)
        .then()
        .statusCode(400)
        .body(allOf(not(containsString("touch")), not(containsString("<b>"))));
  }
}
