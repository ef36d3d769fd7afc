package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.bootstrap.openapi.JsonBody;
import org.connectedaccounts.testing.Browser;

/** The hosted page of a session, in one browser: what its script does, and the cookie it keeps. */
final class SessionPage {

  private static final String CALLBACK = "http://localhost:8080/oauth/callback/";

  private final String session;
  private final String app;
  private final String token;
  private final String cookie;

  private SessionPage(ConnectFlow flow, Response redeemed) {
    this.session = flow.id();
    this.app = flow.app();
    this.token = JsonBody.text(redeemed, "/token");
    this.cookie = Objects.requireNonNull(redeemed.cookie(cookieName(flow.id())), "no cookie");
  }

  /** A browser opens the session's link for the first time. */
  static SessionPage open(ConnectFlow flow) {
    Response redeemed = redeem(flow.id(), flow.ticket());
    assertThat(redeemed.statusCode()).as(redeemed.asString()).isEqualTo(200);
    return new SessionPage(flow, redeemed);
  }

  static String cookieName(String session) {
    return "__Host-connect-" + session;
  }

  static Response redeem(String session, String ticket) {
    return post(RestAssured.given(), session, Map.of("ticket", ticket));
  }

  /** The same browser loads the page again. */
  Response reload() {
    return post(browser(), session, Map.of());
  }

  private static Response post(
      RequestSpecification from, String session, Map<String, String> body) {
    return from.contentType(ContentType.JSON).body(body).post("/connect/{session}/redeem", session);
  }

  String token() {
    return token;
  }

  String cookie() {
    return cookie;
  }

  private RequestSpecification browser() {
    return RestAssured.given().redirects().follow(false).cookie(cookieName(session), cookie);
  }

  Response authorize() {
    return Journey.by(token)
        .contentType(ContentType.JSON)
        .body(Map.of("app", app))
        .post("/v1/connect-sessions/{id}/authorize", session);
  }

  String authorizationUrl() {
    return JsonBody.text(
        authorize().then().statusCode(200).extract().response(), "/authorization_url");
  }

  /** The user consents; answers the callback, which is not visited. */
  URI consent() {
    return consentAt(URI.create(authorizationUrl()));
  }

  static URI consentAt(URI authorizationUrl) {
    return new Browser().walkUntil(authorizationUrl, CALLBACK).location().orElseThrow();
  }

  /** This browser is back from the provider; answers where it is sent. */
  String comesBack(URI callback) {
    return location(browser(), callback);
  }

  /** Any browser, with any cookie. */
  static String comesBack(URI callback, String name, String value) {
    return location(RestAssured.given().redirects().follow(false).cookie(name, value), callback);
  }

  private static String location(RequestSpecification browser, URI callback) {
    Response answer =
        browser.urlEncodingEnabled(false).get(callback.getRawPath() + "?" + callback.getRawQuery());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return answer.header("Location");
  }

  /** The handle in the fragment of the page that the browser is sent to. */
  String handle(String location) {
    String start = "http://localhost:8080/connect/" + session + "#handle=";
    assertThat(location).startsWith(start);
    return location.substring(start.length());
  }
}
