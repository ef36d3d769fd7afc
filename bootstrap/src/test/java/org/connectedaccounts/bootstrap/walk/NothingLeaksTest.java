package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.walk.Calls.done;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.testing.Browser;
import org.connectedaccounts.testing.ClientAuthentication;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends secrets wherever one can go, right and wrong, and finds none in the log, in an answer that
 * is not meant to hand one out, or in the database.
 */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class NothingLeaksTest {

  @Inject DataSource database;

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Ear ear = new Ear();
  private String key = "";

  @BeforeEach
  void listen() {
    ear.listen();
    Tenant tenant = Tenant.create("leaks" + Long.toString(System.nanoTime(), 36));
    key = ear.keeps(tenant.key());
    ear.keeps(Tokens.OPERATOR_KEY);
    String document = LeakyApp.at(provider.uri(""));
    done(put("/v1/apps/leaky", document));
  }

  @AfterEach
  void close() throws SQLException {
    ear.stop();
    provider.close();
    assertThat(ear.lines()).as("lines of the log").isGreaterThan(100);
    provider.ledger().entries().forEach(entry -> ear.keeps(entry.value()));
    provider
        .grants("authorization_code")
        .forEach(request -> request.form("code_verifier").ifPresent(ear::keeps));
    assertThat(ear.leaks()).isEmpty();
    DatabaseDump.of(database)
        .forEach(
            (table, rows) ->
                rows.forEach(row -> assertThat(ear.found(table, row)).as(table).isEmpty()));
  }

  @Test
  void keysWhenProbedWithWhateverResultThenStayHere() {
    for (String method : List.of("key", "query", "url")) {
      String good = ear.secret("good");
      provider.acceptsApiKey(good);
      account(method, good);
      account(method, ear.secret("bad"));
      String echoed = ear.secret("echoed");
      String path = method.equals("url") ? "/bot" + echoed + "/me" : ScriptedProvider.API;
      for (Reply reply :
          List.of(
              Reply.json(401, Map.of("error", "bad key " + echoed)),
              Reply.json(500, Map.of("error", echoed)),
              Reply.html(200, echoed),
              Reply.redirect(302, URI.create("http://127.0.0.1:1/" + echoed)),
              Reply.garbage(),
              Reply.reset(),
              Reply.closeAfterReading())) {
        provider.at(path).answersOnce(reply);
        account(method, echoed);
      }
    }
    account("inside", ear.secret("inside"));
    post(
        "/v1/accounts",
        fields("login", "'user': 'ada', 'password': 'SECRET'", ear.secret("login")));
    provider.goesDown();
    for (String method : List.of("key", "query", "url")) {
      assertThat(account(method, ear.secret("down")).statusCode()).isEqualTo(503);
    }
    provider.comesBack();
  }

  @Test
  void bodiesWhenWrongThenAreNotRepeated() {
    String secret = ear.secret("wrong");
    for (String body : LeakyBodies.ACCOUNTS) {
      assertThat(post("/v1/accounts", body.replace("SECRET", secret)).statusCode())
          .as(body)
          .isBetween(400, 422);
    }
    for (String body : LeakyBodies.CLIENTS) {
      assertThat(put("/v1/oauth-clients/leaky", body.replace("SECRET", secret)).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(
            put(
                    "/v1/oauth-clients/nothing",
                    "{'client_id': 'c', 'client_secret': '" + secret + "'}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void tokensWhenWorthlessThenAreNotRepeated() {
    String unknown = Tokens.of(BearerToken.WORKSPACE_PREFIX, ear.secret("Key"));
    for (String authorization :
        List.of(
            "Bearer " + unknown,
            "Bearer " + unknown + "x",
            "Basic " + ear.secret("Basic"),
            ear.secret("Naked"))) {
      RestAssured.given().filter(ear).header("Authorization", authorization).get("/v1/accounts");
    }
    RestAssured.given()
        .filter(ear)
        .redirects()
        .follow(false)
        .queryParam("state", ear.secret("State"))
        .queryParam("code", ear.secret("Code"))
        .queryParam("error_description", ear.secret("Description"))
        .get("/oauth/callback/nothing");
  }

  @Test
  void answersWhenKeptForReplayThenAreSealed() {
    String body = "{\"name\": \"kept\", \"scopes\": [\"apps:read\"]}";
    for (int i = 0; i < 2; i++) {
      String text =
          done(Calls.json(key, body).header("Idempotency-Key", "kept").post("/v1/api-keys"))
              .jsonPath()
              .getString("key");
      ear.keeps(text);
    }
    for (int i = 0; i < 2; i++) {
      ear.keeps(
          done(Calls.json(key, "{\"external_user_id\": \"kept\"}")
                  .header("Idempotency-Key", "session")
                  .post("/v1/connect-sessions"))
              .jsonPath()
              .getString("token"));
    }
  }

  @Test
  void consentWhenGivenWithWhateverResultThenStaysHere() {
    String secret = ear.secret("Client");
    provider.client("leaky", secret, ClientAuthentication.BASIC_OR_POST);
    done(
        put(
            "/v1/oauth-clients/leaky",
            "{'client_id': 'leaky', 'client_secret': '" + secret + "'}"));
    Response connected = consent();
    assertThat(connected.statusCode()).as(connected.asString()).isEqualTo(200);
    for (Reply reply :
        List.of(
            Reply.json(400, Map.of("error", "invalid_grant", "error_description", secret)),
            Reply.json(400, Map.of("error", secret)),
            Reply.json(401, "{\"error\": \"" + secret),
            Reply.json(200, "{\"access_token\": \"" + ear.secret("Cut")),
            Reply.json(200, Map.of("access_tokens", ear.secret("Odd"))),
            Reply.html(502, secret),
            Reply.reset())) {
      provider.token().answersOnce(reply);
      assertThat(consent().statusCode()).isBetween(400, 503);
    }
    String id = connected.jsonPath().getString("id");
    String account = "/v1/accounts/" + id;
    Response credentials = done(Calls.with(key).get(account + "/credentials"));
    ear.keeps(credentials.jsonPath().getString("auths.oauth_access_token"));
    done(Calls.json(key, "{}").post(account + "/refresh"));
    provider
        .token()
        .answersOnce(Reply.json(400, Map.of("error", "x", "error_description", secret)));
    // The token still lives, so it is handed out all the same.
    done(Calls.json(key, "{}").post(account + "/refresh"));
    get(account);
    get("/v1/accounts?app=leaky");
    get("/v1/oauth-clients/leaky");
    provider.revocation().answersOnce(Reply.html(500, secret));
    Calls.with(key).filter(ear).delete(account + "?force=true");
  }

  @Test
  void tokensWhenImportedThenStayHere() {
    for (String verify : List.of("true", "false")) {
      post(
          "/v1/accounts",
          "{'app': 'leaky', 'auth': 'oauth', 'verify': %s,".formatted(verify)
              + " 'tokens': {'access_token': '%s', 'refresh_token': '%s'}}"
                  .formatted(ear.secret("Access"), ear.secret("Refresh")));
    }
  }

  /** The ticket of its link, and what the page gets for it (C10). */
  private void openPage(Response opened) {
    String ticket =
        ear.keeps(opened.jsonPath().getString("connect_url").replaceFirst(".*#ticket=", ""));
    String page = "/connect/" + opened.jsonPath().getString("id");
    RestAssured.given().get(page);
    Response redeemed =
        RestAssured.given()
            .contentType("application/json")
            .body(Map.of("ticket", ticket))
            .post(page + "/redeem");
    String token = ear.keeps(done(redeemed).jsonPath().getString("token"));
    Calls.with(token).filter(ear).get("/v1/accounts");
    RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body("{}")
        .filter(ear)
        .post(page + "/sessions");
  }

  /** From a new session to its completion. */
  private Response consent() {
    Response opened =
        done(
            json("{'external_user_id': 'ada', 'return_url': 'https://app.example.test/back'}")
                .post("/v1/connect-sessions"));
    String session = "/v1/connect-sessions/" + opened.jsonPath().getString("id");
    String token = ear.keeps(opened.jsonPath().getString("token"));
    openPage(opened);
    String fields =
        "{\"app\": \"leaky\", \"fields\": {\"tenant_secret\": \"" + ear.secret("Tenant") + "\"}}";
    String url =
        done(Calls.json(token, fields).post(session + "/authorize"))
            .jsonPath()
            .getString("authorization_url");
    URI back =
        new Browser()
            .walkUntil(URI.create(url), "http://localhost:8080/oauth/callback")
            .location()
            .orElseThrow();
    for (String pair : back.getRawQuery().split("&", -1)) {
      if (pair.startsWith("state=") || pair.startsWith("code=")) {
        ear.keeps(pair.substring(pair.indexOf('=') + 1));
      }
    }
    String location =
        RestAssured.given()
            .redirects()
            .follow(false)
            .urlEncodingEnabled(false)
            .get(back.getRawPath() + "?" + back.getRawQuery())
            .header("Location");
    String handle = ear.keeps(location.replaceFirst(".*[?&]handle=([^&]+).*", "$1"));
    Calls.with(token).filter(ear).get(session);
    Response completed =
        post(session + "/complete", "{'external_user_id': 'ada', 'handle': '" + handle + "'}");
    post(
        session + "/complete",
        "{'external_user_id': 'ada', 'handle': '" + ear.secret("Handle") + "'}");
    post(session + "/complete", "{'external_user_id': 'eve', 'handle': '" + handle + "'}");
    Calls.with(token).filter(ear).get(session);
    return completed;
  }

  private Response account(String method, String apiKey) {
    return post("/v1/accounts", fields(method, "'api_key': 'SECRET'", apiKey));
  }

  private static String fields(String method, String form, String secret) {
    return "{'app': 'leaky', 'auth': '%s', 'fields': {%s}}"
        .formatted(method, form.replace("SECRET", secret));
  }

  private Response post(String path, String body) {
    return json(body).filter(ear).post(path);
  }

  private Response put(String path, String body) {
    return json(body).filter(ear).put(path);
  }

  private Response get(String path) {
    return done(Calls.with(key).filter(ear).get(path));
  }

  private io.restassured.specification.RequestSpecification json(String body) {
    return Calls.json(key, body.replace('\'', '"'));
  }
}
