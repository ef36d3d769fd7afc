package org.connectedaccounts.bootstrap.journey;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.bootstrap.openapi.JsonBody;
import org.connectedaccounts.bootstrap.openapi.OpenApiConformance;
import org.connectedaccounts.testing.ScriptedProvider;

/**
 * A new workspace with a provider of its own: what the backend of the integrating product does,
 * with its workspace key. Every answer is held against the contract.
 */
final class Journey implements AutoCloseable {

  static final String RETURN_URL = "https://app.example.test/connected";
  static final String ADAS_USER = "user-42";
  static final Map<String, String> STEP = Map.of("workflow_id", "wf-7", "step_id", "send");

  private final ScriptedProvider provider = new ScriptedProvider();
  private final String workspace;
  private final String key;

  Journey() {
    this(Map.of("name", "Acme", "return_urls", List.of(RETURN_URL)));
  }

  Journey(Map<String, Object> wanted) {
    this(
        by(JourneyProfile.OPERATOR_KEY)
            .contentType(ContentType.JSON)
            .body(wanted)
            .post("/v1/workspaces")
            .then()
            .statusCode(201)
            .extract()
            .response());
  }

  private Journey(Response made) {
    this(JsonBody.text(made, "/id"), JsonBody.text(made, "/api_key/key"));
  }

  /** In a workspace that there is. */
  Journey(String workspace, String key) {
    this.workspace = workspace;
    this.key = key;
  }

  /** A workspace where the page's own browser completes. */
  static Journey browserBound() {
    return new Journey(
        Map.of("name", "Bound", "browser_bound", true, "return_urls", List.of(RETURN_URL)));
  }

  static RequestSpecification by(String token) {
    return OpenApiConformance.given().header("Authorization", "Bearer " + token);
  }

  RequestSpecification byKey() {
    return by(key);
  }

  String workspace() {
    return workspace;
  }

  /** The workspace's own key, which may do everything in it. */
  String key() {
    return key;
  }

  ScriptedProvider provider() {
    return provider;
  }

  // --- apps

  /** Puts the ordinary OAuth app with its client; answers its slug. */
  String putOauthApp() {
    return putWithClient(AppDocument.oauth(provider));
  }

  String putWithClient(AppDocument app) {
    put(app);
    putClient(app.slug(), ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET);
    return app.slug();
  }

  void putClient(String app, String id, String secret) {
    byKey()
        .contentType(ContentType.JSON)
        .body(Map.of("client_id", id, "client_secret", secret))
        .put("/v1/oauth-clients/{app}", app)
        .then()
        .statusCode(200);
  }

  Response register(String app, Map<String, Object> wanted) {
    return byKey()
        .contentType(ContentType.JSON)
        .body(wanted)
        .post("/v1/oauth-clients/{app}/register", app);
  }

  String put(AppDocument app) {
    byKey()
        .contentType(ContentType.JSON)
        .body(app.body())
        .put("/v1/apps/{app}", app.slug())
        .then()
        .statusCode(200);
    return app.slug();
  }

  // --- connecting

  ConnectFlow open(String app) {
    return open(app, Map.of("external_user_id", ADAS_USER));
  }

  ConnectFlow open(String app, Map<String, Object> request) {
    return new ConnectFlow(this, app, request);
  }

  /** Puts the ordinary app and connects it; answers the account's id. */
  String connected() {
    return open(putOauthApp()).connect();
  }

  Response createAccount(Map<String, Object> request) {
    return byKey().contentType(ContentType.JSON).body(request).post("/v1/accounts");
  }

  // --- accounts

  Response account(String account) {
    return byKey().get("/v1/accounts/{account}", account);
  }

  List<String> accounts() {
    return byKey().get("/v1/accounts").then().statusCode(200).extract().path("data.id");
  }

  Response credentials(String account) {
    return byKey().get("/v1/accounts/{account}/credentials", account);
  }

  /** Refreshed now, however much is left of the token. */
  Response renewedCredentials(String account) {
    return byKey().noContentType().post("/v1/accounts/{id}/refresh", account);
  }

  /** The main token, fresh. */
  String accessToken(String account) {
    return JsonBody.text(
        credentials(account).then().statusCode(200).extract().response(),
        "/auths/oauth_access_token");
  }

  Response delete(String account) {
    return byKey().queryParam("force", true).delete("/v1/accounts/{account}", account);
  }

  /** What the step {@link #STEP} finds when it runs for that user. */
  Response auths(String user) {
    return byKey()
        .queryParam("external_user_id", user)
        .get(
            "/v1/workflows/{workflow}/steps/{step}/auths",
            STEP.get("workflow_id"),
            STEP.get("step_id"));
  }

  @Override
  public void close() {
    provider.close();
  }
}
