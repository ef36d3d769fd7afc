package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.ScriptedClient.member;
import static org.connectedaccounts.testing.ScriptedClient.parameter;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.workspace.CreateWorkspace;
import org.connectedaccounts.application.workspace.KeyMaker;
import org.connectedaccounts.application.workspace.WorkspaceProfile;
import org.connectedaccounts.bootstrap.keycloak.KeycloakBrowser;
import org.connectedaccounts.bootstrap.keycloak.KeycloakServer;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FormText;
import org.connectedaccounts.testing.ScriptedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens of a real issuer, set up as the documentation says. */
@QuarkusTest
@TestProfile(KeycloakIssuerProfile.class)
@Tag("keycloak")
class KeycloakTokensIT {

  private static final String ORIGIN = "https://app.acme.example";
  private static final ScriptedClient FRONTEND = new ScriptedClient(KeycloakServer.FRONTEND, "");
  private static final ScriptedClient WORKER =
      new ScriptedClient(KeycloakServer.WORKER, KeycloakServer.WORKER_SECRET);

  private static KeycloakServer keycloak;
  private static String key = "";

  @Inject CreateWorkspace.Store store;
  @Inject DataKeyRing dataKeys;
  @Inject KeyMaker keys;
  @Inject Randomness random;
  @Inject StoreClock clock;
  @Inject UnitOfWork unitOfWork;

  private Journey journey;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    keycloak = KeycloakServer.start(TestIssuers.port("keycloak"));
  }

  @AfterAll
  static void stop() {
    keycloak.close();
  }

  @BeforeEach
  void open() {
    if (key.isEmpty()) {
      key = workspaceThatIsConfigured();
    }
    journey = new Journey(KeycloakIssuerProfile.WORKSPACE, key);
  }

  @AfterEach
  void close() {
    journey.close();
  }

  /** An operator makes the workspace first and then names it; here its name is known before. */
  private String workspaceThatIsConfigured() {
    UUID id = WorkspaceId.parse(KeycloakIssuerProfile.WORKSPACE).orElseThrow().value();
    Randomness known =
        new Randomness() {
          @Override
          public UUID id() {
            return id;
          }

          @Override
          public Secret token() {
            return random.token();
          }

          @Override
          public Secret bearer(String prefix) {
            return random.bearer(prefix);
          }
        };
    var create = new CreateWorkspace(store, dataKeys, keys, known, clock, unitOfWork);
    var profile =
        new WorkspaceProfile(
            "Acme", null, null, List.of(Journey.RETURN_URL), List.of(ORIGIN), false, null);
    return create
        .handle(new CreateWorkspace.Command(new Caller.Operator(null), profile))
        .apiKey()
        .value()
        .reveal();
  }

  /** Signs in at the frontend's own site. */
  private static HttpResponse<String> signIn(KeycloakServer.User user) throws IOException {
    String query = FormText.write(FRONTEND.authorization("openid"));
    URI back =
        new KeycloakBrowser(keycloak)
            .consent(URI.create(keycloak.authorizationUri() + "?" + query), user);
    HttpResponse<String> tokens =
        FRONTEND.postWithSecret(
            keycloak.tokenUri(), FRONTEND.redemption(parameter(back, "code").getFirst()));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    return tokens;
  }

  private static String subject(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonPath.from(new String(claims, StandardCharsets.UTF_8)).getString("sub");
  }

  private static Response complete(ConnectFlow flow, String token, String handle) {
    return Journey.by(token)
        .header("Origin", ORIGIN)
        .contentType(ContentType.JSON)
        .body(Map.of("handle", handle))
        .post("/v1/connect-sessions/{id}/complete", flow.id());
  }

  @Test
  void userWhoIsSignedInCompletesTheirSessionFromTheBrowserAndNobodyElses() throws Exception {
    String adas = member(signIn(KeycloakServer.ADA), "access_token");
    String graces = member(signIn(KeycloakServer.GRACE), "access_token");
    String app = journey.putOauthApp();

    ConnectFlow flow = journey.open(app, Map.of("external_user_id", subject(adas)));
    String handle = flow.handle();
    ProblemCheck.of(complete(flow, graces, "guessed")).hasStatus(404).hasCode("session_not_found");
    Response completed = complete(flow, adas, handle);
    ConnectFlow.accountOf(completed);
    assertThat(completed.<String>path("external_user_id")).isEqualTo(subject(adas));
    assertThat(completed.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);

    ConnectFlow another = journey.open(app, Map.of("external_user_id", subject(adas)));
    ProblemCheck.of(complete(another, graces, another.handle()))
        .hasStatus(403)
        .hasCode("user_mismatch");
    ProblemCheck.of(Journey.by(adas).get("/v1/accounts"))
        .hasStatus(403)
        .hasCode("end_user_limited");
  }

  @Test
  void idAndRefreshTokensAreNoAccessTokens() throws Exception {
    HttpResponse<String> tokens = signIn(KeycloakServer.ADA);
    for (String kind : List.of("id_token", "refresh_token")) {
      String token = member(tokens, kind);
      assertThat(token).as(kind).contains(".");
      ProblemCheck.of(Journey.by(token).get("/v1/accounts"))
          .hasStatus(401)
          .hasCode("unauthenticated");
    }
  }

  @Test
  void backendDoesWhatItsRolesSay() throws Exception {
    HttpResponse<String> tokens =
        WORKER.postWithBasic(keycloak.tokenUri(), Map.of("grant_type", "client_credentials"));
    String token = member(tokens, "access_token");
    Response read = Journey.by(token).get("/v1/accounts");
    assertThat(read.statusCode()).as(read.asString()).isEqualTo(200);
    ProblemCheck.of(Journey.by(token).get("/v1/api-keys")).hasStatus(403).hasCode("scope_missing");
  }
}
