package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** C8 to C10: who may frame the pages, what a request from elsewhere can do, how links leak. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class PageAttacksTest {

  private static final String ORIGIN = "https://app.example.test";
  private static final String EVIL = "https://evil.example";

  private Journey journey;
  private ConnectFlow flow;

  @BeforeEach
  void open() {
    journey =
        new Journey(
            Map.of(
                "name", "Acme",
                "logo_url", "https://cdn.example.test/acme/logo.png",
                "accent_color", "#0a7d4f",
                "return_urls", List.of(Journey.RETURN_URL),
                "allowed_origins", List.of(ORIGIN)));
    flow = journey.open(journey.putOauthApp());
  }

  @AfterEach
  void close() {
    assertThat(journey.accounts()).isEmpty();
    journey.close();
  }

  private static Response page(String session) {
    return RestAssured.given().get("/connect/{session}", session);
  }

  @Test
  void c9PageIsFramedByRegisteredOriginsAlone() {
    Response page = page(flow.id());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
                + " 'self' https://cdn.example.test; base-uri 'none'; form-action 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
                + ORIGIN);
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Set-Cookie")).isNull();
    assertThat(page.asString()).doesNotContain("<style", "onclick", "javascript:", "http://");
  }

  @TestFactory
  Stream<DynamicTest> c9PageOfNobodyIsFramedByNobody() {
    return Stream.of("cs_01kb2w4t6yg3r9k5n8h7b2d1xc", "nonsense", "cs_", "..%2fx")
        .map(
            session ->
                DynamicTest.dynamicTest(
                    "C9 /connect/" + session,
                    () -> {
                      Response page = page(session);
                      assertThat(page.header("Content-Security-Policy"))
                          .endsWith("frame-ancestors 'none'");
                      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
                    }));
  }

  @Test
  void c9PageWithoutRegisteredOriginsIsFramedByNobody() {
    try (Journey closed = new Journey()) {
      ConnectFlow other = closed.open(closed.putOauthApp());
      assertThat(page(other.id()).header("X-Frame-Options")).isEqualTo("DENY");
    }
  }

  /** Link previews, mail scanners and history sync look at everything (C10). */
  @TestFactory
  Stream<DynamicTest> c10LookingAtALinkSpendsNothing() {
    return Stream.of(Method.GET, Method.HEAD, Method.OPTIONS)
        .flatMap(
            method ->
                Stream.of("", "/status", "/redeem", "/sessions").map(at -> Map.entry(method, at)))
        .map(
            look ->
                DynamicTest.dynamicTest(
                    "C10 " + look.getKey() + " /connect/{session}" + look.getValue(),
                    () -> {
                      ConnectFlow fresh = journey.open(flow.app());
                      for (int i = 0; i < 5; i++) {
                        RestAssured.given()
                            .header("User-Agent", "Slackbot-LinkExpanding 1.0")
                            .request(look.getKey(), "/connect/" + fresh.id() + look.getValue());
                      }
                      assertThat(fresh.status()).isEqualTo("pending");
                      assertThat(SessionPage.open(fresh).token()).startsWith("cpt_");
                    }));
  }

  /** What a page of another site can send without being asked first (C9). */
  @TestFactory
  Stream<DynamicTest> c9SimpleRequestOfAnotherSiteRedeemsNothing() {
    return Stream.of("text/plain", "application/x-www-form-urlencoded", "text/xml")
        .map(
            type ->
                DynamicTest.dynamicTest(
                    "C9 redeem as " + type,
                    () -> {
                      ConnectFlow fresh = journey.open(flow.app());
                      Response refused =
                          RestAssured.given()
                              .header("Origin", EVIL)
                              .header("Content-Type", type)
                              .body("{\"ticket\": \"" + fresh.ticket() + "\"}")
                              .post("/connect/{session}/redeem", fresh.id());
                      assertThat(refused.statusCode()).isEqualTo(415);
                      assertThat(refused.header("Access-Control-Allow-Origin")).isNull();
                      // The ticket is still there for whom it is for.
                      assertThat(SessionPage.open(fresh).token()).startsWith("cpt_");
                    }));
  }

  /** A page of another site can send a body of no type unasked. */
  @Test
  void c9RequestWithoutATypeRedeemsNothing() throws Exception {
    ConnectFlow fresh = journey.open(flow.app());
    byte[] body = ("{\"ticket\": \"" + fresh.ticket() + "\"}").getBytes(StandardCharsets.UTF_8);
    URI redeem =
        URI.create("http://localhost:%d/connect/%s/redeem".formatted(RestAssured.port, fresh.id()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(redeem).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();

      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(415);
    }
    assertThat(SessionPage.open(fresh).token()).startsWith("cpt_");
  }

  @TestFactory
  Stream<DynamicTest> c9OtherSitesMayNotAskForMore() {
    return Stream.of(EVIL, ORIGIN, "null")
        .flatMap(origin -> Stream.of("/redeem", "/sessions").map(at -> Map.entry(origin, at)))
        .map(
            ask ->
                DynamicTest.dynamicTest(
                    "C9 preflight of " + ask.getKey() + " for " + ask.getValue(),
                    () -> {
                      Response asked =
                          RestAssured.given()
                              .header("Origin", ask.getKey())
                              .header("Access-Control-Request-Method", "POST")
                              .header("Access-Control-Request-Headers", "content-type")
                              .options("/connect/" + flow.id() + ask.getValue());
                      assertThat(asked.header("Access-Control-Allow-Origin")).isNull();
                      assertThat(asked.header("Access-Control-Allow-Headers")).isNull();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> c8StatusIsToldToRegisteredOriginsAlone() {
    return Stream.of(ORIGIN, EVIL, ORIGIN + ".evil.example", "http://app.example.test", "null")
        .map(
            origin ->
                DynamicTest.dynamicTest(
                    "C8 status for " + origin,
                    () -> {
                      Response told =
                          RestAssured.given()
                              .header("Origin", origin)
                              .get("/connect/{session}/status", flow.id());
                      assertThat(told.asString()).isEqualTo("{\"status\":\"pending\"}");
                      assertThat(told.header("Access-Control-Allow-Origin"))
                          .isEqualTo(origin.equals(ORIGIN) ? ORIGIN : null);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> c9BodyThatIsNoObjectIsRefused() {
    return Stream.of("null", "", "[]", "\"x\"", "{\"ticket\": 1", "{\"tickets\": \"x\"}")
        .map(
            body ->
                DynamicTest.dynamicTest(
                    "C9 redeem with " + body,
                    () -> {
                      Response refused =
                          RestAssured.given()
                              .contentType("application/json")
                              .body(body)
                              .post("/connect/{session}/redeem", flow.id());
                      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
                      assertThat(refused.contentType()).startsWith("application/problem+json");
                    }));
  }

  @Test
  void c10CookieIsForThisHostAndNoScript() {
    Response redeemed = SessionPage.redeem(flow.id(), flow.ticket());
    assertThat(redeemed.header("Set-Cookie"))
        .startsWith("__Host-connect-" + flow.id() + "=cpt_")
        .contains("Path=/")
        .contains("Secure")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(redeemed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(redeemed.<Object>path("session")).isNull();
    assertThat(redeemed.<String>path("workspace.accent_color")).isEqualTo("#0a7d4f");
    assertThat(redeemed.<List<String>>path("workspace.origins")).containsExactly(ORIGIN);
  }

  @Test
  void c10HandleComesBackInTheFragmentAndSurvivesAReload() {
    SessionPage page = SessionPage.open(flow);
    String location = page.comesBack(page.consent());

    String handle = page.handle(location);
    assertThat(location.substring(0, location.indexOf('#'))).doesNotContain(handle);
    assertThat(page.reload().<String>path("token")).isEqualTo(page.token());
    assertThat(page.reload().asString()).doesNotContain(handle);
    journey.delete(ConnectFlow.accountOf(flow.complete(handle))).then().statusCode(200);
  }

  @TestFactory
  Stream<DynamicTest> c10TicketOpensNothingButItsPage() {
    return Stream.of("/v1/apps", "/v1/accounts", "/v1/connect-sessions/" + flow.id())
        .map(
            path ->
                DynamicTest.dynamicTest(
                    "C10 ticket as bearer at " + path,
                    () ->
                        ProblemCheck.of(Journey.by(flow.ticket()).get(path))
                            .hasStatus(401)
                            .hasCode("unauthenticated")));
  }

  @Test
  void c9PageTokenReachesNoCredentialAndNoOtherSession() {
    SessionPage page = SessionPage.open(flow);
    ConnectFlow other = journey.open(flow.app());
    ProblemCheck.of(Journey.by(page.token()).get("/v1/connect-sessions/{id}", other.id()))
        .hasStatus(404)
        .hasCode("session_not_found");
    ProblemCheck.of(Journey.by(page.token()).get("/v1/api-keys"))
        .hasStatus(403)
        .hasCode("session_limited");
  }
}
