package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.JsonBody;
import org.connectedaccounts.bootstrap.openapi.OpenApiConformance;
import org.connectedaccounts.testing.Browser;
import org.connectedaccounts.testing.ScriptedClient;

/** One connect session: its user's browser, and the backend that completes it. */
final class ConnectFlow {

  private static final String CALLBACK = "http://localhost:8080/oauth/callback/";

  private final Journey journey;
  private final String app;
  private final String user;
  private final String id;
  private final String token;
  private final String ticket;

  ConnectFlow(Journey journey, String app, Map<String, Object> request) {
    this.journey = journey;
    this.app = app;
    this.user = String.valueOf(request.get("external_user_id"));
    Map<String, Object> body = new LinkedHashMap<>(request);
    body.put("apps", List.of(app));
    Response created =
        journey.byKey().contentType(ContentType.JSON).body(body).post("/v1/connect-sessions");
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    this.id = JsonBody.text(created, "/id");
    this.token = JsonBody.text(created, "/token");
    this.ticket = created.<String>path("connect_url").split("#ticket=", -1)[1];
  }

  String id() {
    return id;
  }

  String token() {
    return token;
  }

  String app() {
    return app;
  }

  /** Of the link to the session's page. */
  String ticket() {
    return ticket;
  }

  // --- the browser, with the session's token

  Response authorize() {
    return authorize(Map.of("app", app));
  }

  Response authorize(Map<String, Object> request) {
    return post("authorize", request);
  }

  Response submit(Map<String, String> fields) {
    return post("credentials", Map.of("app", app, "fields", fields));
  }

  Response use(String account) {
    return post("use", Map.of("account_id", account));
  }

  Response choose(String option) {
    return post("choose", Map.of("option", option));
  }

  Response poll() {
    return Journey.by(token).get("/v1/connect-sessions/{id}", id);
  }

  String status() {
    return JsonBody.text(poll().then().statusCode(200).extract().response(), "/status");
  }

  String errorCode() {
    return JsonBody.text(poll().then().statusCode(200).extract().response(), "/error/code");
  }

  /** Consents, or not; answers the callback that the browser is sent to, which is not visited. */
  URI consent() {
    Browser.Page page = new Browser().walkUntil(authorizationUrl(), CALLBACK);
    return page.location()
        .orElseThrow(() -> new AssertionError("the provider answered " + page.status()));
  }

  URI authorizationUrl() {
    Response answer = authorize();
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return URI.create(JsonBody.text(answer, "/authorization_url"));
  }

  /** What the service says to a browser at the callback. */
  static Response visit(URI callback) {
    return visit(callback, "text/html,*/*;q=0.8");
  }

  static Response visit(URI callback, String accept) {
    return OpenApiConformance.given()
        .urlEncodingEnabled(false)
        .header("Accept", accept)
        .get(callback.getRawPath() + "?" + callback.getRawQuery());
  }

  /** Consents and goes on from the callback; answers the return URL that the browser reaches. */
  URI comesBack() {
    return comesBack(consent());
  }

  URI comesBack(URI callback) {
    Response answer = visit(callback);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    URI location = URI.create(answer.header("Location"));
    assertThat(location.toString()).startsWith(Journey.RETURN_URL + "?");
    assertThat(ScriptedClient.parameter(location, "session_id")).containsExactly(id);
    return location;
  }

  /** The refusal that the browser carries to the return URL. */
  String comesBackRefused() {
    URI back = comesBack();
    assertThat(ScriptedClient.parameter(back, "handle")).isEmpty();
    return ScriptedClient.parameter(back, "error").getFirst();
  }

  String handle() {
    return handle(comesBack());
  }

  static String handle(URI back) {
    assertThat(ScriptedClient.parameter(back, "error")).isEmpty();
    return ScriptedClient.parameter(back, "handle").getFirst();
  }

  // --- the backend, with its key

  Response complete() {
    return complete(handle());
  }

  Response complete(String handle) {
    return complete(handle, user);
  }

  Response complete(String handle, String externalUserId) {
    return journey
        .byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("handle", handle, "external_user_id", externalUserId))
        .post("/v1/connect-sessions/{id}/complete", id);
  }

  /** The whole way; answers the account's id. */
  String connect() {
    return accountOf(complete());
  }

  /** As {@link #connect()}, by a form of keys. */
  String connectBy(Map<String, String> fields) {
    Response submitted = submit(fields);
    assertThat(submitted.statusCode()).as(submitted.asString()).isEqualTo(200);
    return accountOf(complete(JsonBody.text(submitted, "/handle")));
  }

  static String accountOf(Response completed) {
    assertThat(completed.statusCode()).as(completed.asString()).isEqualTo(200);
    return JsonBody.text(completed, "/id");
  }

  private Response post(String action, Map<String, Object> body) {
    return Journey.by(token)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/connect-sessions/{id}/{action}", id, action);
  }
}
