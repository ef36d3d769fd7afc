package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.testing.AuthorizeAnswer;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** C2 to C7: what can be sent to the callback, and where it can be made to send a browser. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class CallbackAttacksTest {

  private Journey journey;
  private String app;

  @BeforeEach
  void open() {
    journey = new Journey();
    app = journey.putOauthApp();
  }

  @AfterEach
  void nothingWasConnected() {
    assertThat(journey.accounts()).isEmpty();
    assertThat(journey.provider().ledger().presented(Kind.CODE)).isEmpty();
    journey.close();
  }

  /** Each way to bend a callback; none may spend the state or leave this service. */
  private static Map<String, UnaryOperator<String>> bent() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("C6 state cut short", url -> state(url, state -> state.substring(1)));
    all.put("C6 state longer", url -> state(url, state -> state + "x"));
    all.put("C6 state in capitals", url -> state(url, state -> state.toUpperCase(Locale.ROOT)));
    all.put(
        "C6 state turned round",
        url -> state(url, state -> new StringBuilder(state).reverse().toString()));
    all.put("C6 state empty", url -> state(url, _ -> ""));
    all.put(
        "C6 state missing",
        url ->
            url.replaceFirst("[?&]state=[^&]*", "?x=1").replaceFirst("\\?x=1(.*)\\?", "?x=1$1&"));
    all.put("C6 state twice", url -> url + "&state=other");
    all.put("C6 state twice, both alike", url -> url + "&state=" + stateOf(url));
    all.put("C6 state as a list", url -> url.replace("state=", "state[]="));
    all.put("C6 state in other letters", url -> url.replace("state=", "STATE="));
    all.put("C6 state with a NUL", url -> state(url, state -> state + "%00"));
    all.put(
        "C6 state with a line break",
        url -> state(url, state -> state + "%0d%0aLocation:%20https://evil.example"));
    all.put("C6 state very long", url -> state(url, _ -> "A".repeat(4000)));
    all.put("C6 code twice", url -> url + "&code=other");
    all.put("C6 error beside code, twice", url -> url + "&error=a&error=b");
    all.put("C3 issuer twice", url -> url + "&iss=https://evil.example");
    all.put(
        "C2 context of nobody",
        url -> url.replaceFirst("callback/[0-9a-f]+", "callback/" + "0".repeat(32)));
    all.put("C2 context cut short", url -> url.replaceFirst("callback/[0-9a-f]", "callback/"));
    all.put(
        "C2 context in capitals",
        url ->
            url.replaceFirst(
                "callback/([0-9a-f]+)", "callback/" + context(url).toUpperCase(Locale.ROOT)));
    return all;
  }

  private static String stateOf(String url) {
    return url.replaceFirst(".*[?&]state=([^&]*).*", "$1");
  }

  private static String context(String url) {
    return url.replaceFirst(".*callback/([0-9a-f]+).*", "$1");
  }

  private static String state(String url, UnaryOperator<String> change) {
    return url.replace("state=" + stateOf(url), "state=" + change.apply(stateOf(url)));
  }

  @TestFactory
  Stream<DynamicTest> bentCallbackGoesNowhereAndTheRealOneStillCounts() {
    return bent().entrySet().stream()
        .map(
            attack ->
                DynamicTest.dynamicTest(
                    attack.getKey(),
                    () -> {
                      ConnectFlow flow = journey.open(app);
                      URI callback = flow.consent();
                      String bent = attack.getValue().apply(callback.toString());
                      assertThat(bent).isNotEqualTo(callback.toString());
                      URI sent = URI.create(bent);
                      Response page =
                          RestAssured.given()
                              .redirects()
                              .follow(false)
                              .urlEncodingEnabled(false)
                              .get(sent.getRawPath() + "?" + sent.getRawQuery());
                      assertThat(page.statusCode()).as(page.asString()).isBetween(400, 499);
                      assertThat(page.header("Location")).isNull();
                      assertThat(flow.status()).isEqualTo("authorizing");
                      assertThat(ConnectFlow.handle(flow.comesBack(callback))).isNotEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> c3AnotherAuthorizationServersAnswerIsRefused() {
    return Stream.of(
            "https://evil.example",
            journey.provider().issuer() + "/",
            journey.provider().issuer().toUpperCase(Locale.ROOT),
            journey.provider().issuer() + "#")
        .map(
            issuer ->
                DynamicTest.dynamicTest(
                    "C3 iss=" + issuer,
                    () -> {
                      ConnectFlow flow = journey.open(app);
                      journey.provider().authorizesOnce(AuthorizeAnswer.granted().issuedBy(issuer));
                      assertThat(flow.comesBackRefused()).isEqualTo("issuer_mismatch");
                      assertThat(flow.status()).isEqualTo("failed");
                    }));
  }

  /** Neither the one who asks for consent nor the callback's query names where a browser goes. */
  @TestFactory
  Stream<DynamicTest> c7NobodyButTheServiceSaysWhereTheProviderComesBack() {
    return Stream.of(
            "https://evil.example/",
            "//evil.example",
            "/\\\\evil.example",
            "https://localhost:8080@evil.example/",
            "http://localhost:8080/oauth/callback/../../evil",
            "http://localhost:8080/oauth/callback/%2e%2e/evil",
            "http://localhost:8080.evil.example/oauth/callback/x",
            Journey.RETURN_URL + ".evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "")
        .map(
            uri ->
                DynamicTest.dynamicTest(
                    "C7 redirect_uri=" + uri,
                    () -> {
                      ConnectFlow flow = journey.open(app);
                      ProblemCheck.of(flow.authorize(Map.of("app", app, "redirect_uri", uri)))
                          .hasStatus(400)
                          .hasCode("invalid_request");
                      URI callback = flow.consent();
                      String more = "&redirect_uri=" + URLEncoder.encode(uri, UTF_8);
                      assertThat(flow.comesBack(URI.create(callback + more)).toString())
                          .startsWith(Journey.RETURN_URL + "?session_id=");
                    }));
  }

  /** An app of Mallory's own bounces its user on to an honest server, to get that code (C2). */
  @TestFactory
  Stream<DynamicTest> c2CodeOfOneTenantNeverReachesAnother() {
    return Stream.of("state of the one, context of the other", "all but the context")
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    "C2 " + kind,
                    () -> {
                      try (Journey evil = new Journey();
                          ScriptedProvider evils = new ScriptedProvider()) {
                        String evilApp = evil.putWithClient(AppDocument.oauth(evils));
                        ConnectFlow attack = evil.open(evilApp);
                        URI evilCallback = attack.consent();
                        ConnectFlow honest = journey.open(app);
                        URI callback = honest.consent();
                        String query =
                            kind.startsWith("state")
                                ? evilCallback.getRawQuery()
                                : callback.getRawQuery();
                        URI base = kind.startsWith("state") ? callback : evilCallback;
                        Response page =
                            ConnectFlow.visit(base.resolve(base.getRawPath() + "?" + query));
                        assertThat(page.statusCode()).isEqualTo(400);
                        assertThat(evils.requestsTo(ScriptedProvider.TOKEN)).isEmpty();
                        assertThat(honest.status()).isEqualTo("authorizing");
                      }
                    }));
  }

  /** What looks like the registered return URL and is not. */
  private static final List<String> LOOKALIKES =
      List.of(
          "https://app.example.test/connected/",
          "https://app.example.test/connected/../evil",
          "https://app.example.test/Connected",
          "https://app.example.test/connected?next=https://evil.example",
          "https://app.example.test/connected#x",
          "https://app.example.test:443/connected",
          "https://app.example.test:8443/connected",
          "http://app.example.test/connected",
          "https://APP.example.test/connected",
          "https://app.example.test.evil.example/connected",
          "https://evil.example/connected",
          "https://evil.example/https://app.example.test/connected",
          "https://app.example.test@evil.example/connected",
          "https://evil.example#@app.example.test/connected",
          "https://app.example.test%2fconnected",
          "https://app.example.test\\@evil.example/connected",
          "//app.example.test/connected",
          "/connected",
          "javascript:alert(1)//https://app.example.test/connected",
          "data:text/html,x",
          " https://app.example.test/connected",
          "https://app.example.test/connected ",
          "https://app.example.test/connected%00",
          "https://аpp.example.test/connected");

  @TestFactory
  Stream<DynamicTest> c7UnregisteredReturnUrlOpensNoSession() {
    return LOOKALIKES.stream()
        .map(
            url ->
                DynamicTest.dynamicTest(
                    "C7 " + url,
                    () -> {
                      Response refused =
                          journey
                              .byKey()
                              .contentType("application/json")
                              .body(Map.of("external_user_id", "ann", "return_url", url))
                              .post("/v1/connect-sessions");
                      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
                      assertThat(refused.<String>path("errors[0].pointer"))
                          .isEqualTo("/return_url");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> c7ParameterOfTheCallbackChangesNoDestination() {
    return Stream.of(
            "return_url", "redirect_uri", "redirect", "next", "url", "session_id", "handle")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    "C7 ?" + name + "=",
                    () -> {
                      ConnectFlow flow = journey.open(app);
                      URI callback = flow.consent();
                      URI back =
                          flow.comesBack(
                              URI.create(callback + "&" + name + "=https%3A%2F%2Fevil.example"));
                      assertThat(back.toString()).doesNotContain("evil");
                      assertThat(back.getHost()).isEqualTo("app.example.test");
                    }));
  }
}
