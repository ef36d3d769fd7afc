package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.PkceMethod;
import org.connectedaccounts.domain.connect.Pkce;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class StartAuthorizationTest {

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  private Map<String, String> authorized(String app) {
    return Stage.query(stage.authorize(session, app));
  }

  private void bring(AppDefinition app) {
    stage.stores.apps.know(app);
    stage.stores.tables.run(
        () -> stage.stores.workspaceApps.put(stage.workspace, app.slug(), app.document()));
  }

  @Test
  void handleThenUrlIsTheProvidersWithAllTheProtocolNeeds() {
    String url = stage.authorize(session, "chat");
    assertThat(url).startsWith("https://chat.example/authorize?");
    assertThat(Stage.query(url))
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "operators-chat")
        .containsEntry("scope", "read write")
        .containsEntry("code_challenge_method", "S256");
    assertThat(Stage.query(url).get("redirect_uri"))
        .startsWith("https://accounts.acme.example/oauth/callback/");
    assertThat(stage.look(session).status()).isEqualTo("authorizing");
  }

  @Test
  void handleThenStateIsLongAndOnlyItsHashIsKept() {
    var query = authorized("chat");
    String state = Objects.requireNonNull(query.get("state"));
    assertThat(state).hasSizeGreaterThanOrEqualTo(43);
    var context = Objects.requireNonNull(query.get("redirect_uri")).replaceAll(".*/", "");
    var hash = stage.stores.fingerprints.of(Purpose.STATE, Secret.of(state));
    var attempt = stage.stores.sessions.findAttemptByState(context, hash).orElseThrow();
    assertThat(attempt.toString()).doesNotContain(state);
    assertThat(stage.stores.sessions.findAttemptByState(context, state)).isEmpty();
  }

  @Test
  void handleThenTheVerifierOfTheChallengeComesWithTheCode() {
    var query = authorized("chat");
    var outcome = stage.comeBack("https://x.example/?" + form(query));
    stage.complete(session, Stage.handleOf(outcome));
    var proof = Objects.requireNonNull(stage.server.last().proof());
    var verifier = Secret.of(Objects.requireNonNull(proof.verifier()));
    assertThat(Pkce.challenge(verifier)).isEqualTo(query.get("code_challenge"));
    assertThat(proof.redirectUri()).isEqualTo(query.get("redirect_uri"));
  }

  private static String form(Map<String, String> query) {
    return "state=" + query.get("state") + "&redirect_uri=" + query.get("redirect_uri");
  }

  @Test
  void handleWhenProviderBreaksOnPkceThenNoneIsSent() {
    stage.stores.apps.offer(AppSketch.oauth("old").pkce(PkceMethod.NONE).define());
    stage.putClient(stage.operator, "old", "c");
    assertThat(authorized("old")).doesNotContainKeys("code_challenge", "code_challenge_method");
  }

  @Test
  void handleWhenDefinitionNamesProtocolParametersThenOursWin() {
    stage.stores.apps.offer(
        AppSketch.oauth("sly").params("response_type", "redirect_uri").define());
    stage.putClient(stage.operator, "sly", "c");
    assertThat(authorized("sly"))
        .containsEntry("response_type", "code")
        .hasEntrySatisfying(
            "redirect_uri", uri -> assertThat(uri).startsWith("https://accounts.acme.example/"));
  }

  @Test
  void handleWhenDefinitionHasParametersThenTheyGoAlong() {
    stage.stores.apps.offer(
        AppSketch.oauth("g").authorizeParams(Map.of("access_type", "offline")).define());
    stage.putClient(stage.operator, "g", "c");
    assertThat(authorized("g")).containsEntry("access_type", "offline");
  }

  @Test
  void handleWhenNoClientIsSetUpThenNotConnectable() {
    stage.stores.apps.offer(AppSketch.oauth("bare").define());
    assertRefused(Code.APP_NOT_CONNECTABLE, () -> stage.authorize(session, "bare"));
    assertThat(stage.look(session).status()).isEqualTo("pending");
  }

  @Test
  void handleWhenWorkspaceHasItsOwnClientThenItGoesBeforeTheOperators() {
    var operators = authorized("chat");
    stage.putClient(stage.key, "chat", "own-chat");
    var own = authorized("chat");
    assertThat(own).containsEntry("client_id", "own-chat");
    assertThat(own.get("redirect_uri")).isNotEqualTo(operators.get("redirect_uri"));
  }

  @Test
  void handleWhenWorkspaceWroteTheDefinitionThenTheOperatorsClientIsNotUsed() {
    bring(AppSketch.oauth("chat").version("2").tokenUrl("https://evil.example/t").define());
    assertRefused(Code.APP_NOT_CONNECTABLE, () -> stage.authorize(session, "chat"));
    stage.putClient(stage.key, "chat", "own-chat");
    assertThat(authorized("chat")).containsEntry("client_id", "own-chat");
  }

  @Test
  void handleWhenAnotherWorkspaceHasAClientThenItIsNotUsed() {
    stage.stores.apps.offer(AppSketch.oauth("bare").define());
    stage.putClient(Stage.keyOf(stage.newWorkspace()), "bare", "theirs");
    assertRefused(Code.APP_NOT_CONNECTABLE, () -> stage.authorize(session, "bare"));
  }

  @Test
  void handleThenScopesOfClientSessionAndCallAreAskedForTogether() {
    stage.use.putClient.handle(
        new PutOAuthClient.Command(
            stage.key, new AppSlug("chat"), "own", Secret.of("s"), List.of("base")));
    var opened =
        stage.open(
            new SessionRequest(
                Kind.CONNECT,
                "ann",
                List.of(),
                null,
                List.of("base", "of-session"),
                false,
                null,
                Map.of(),
                null));
    var url =
        stage.use.authorize.handle(
            new StartAuthorization.Command(
                opened.holder(),
                opened.id(),
                new AppSlug("chat"),
                null,
                Map.of(),
                List.of("of-call")));
    assertThat(Stage.query(url.authorizationUrl()))
        .containsEntry("scope", "base of-session of-call");
  }

  @Test
  void handleWhenReconnectingThenScopesAskedForBeforeAreAskedForAgain() {
    var scoped = Stage.request("ann");
    var first =
        stage.open(
            new SessionRequest(
                Kind.CONNECT,
                "ann",
                List.of(),
                null,
                List.of("extra"),
                false,
                null,
                Map.of(),
                scoped.returnUrl()));
    var account = stage.complete(first, stage.consent(first, "chat")).view().account().id();
    var again =
        stage.open(
            new SessionRequest(
                Kind.CONNECT, "ann", List.of(), account, List.of(), false, null, Map.of(), null));
    assertThat(Stage.query(stage.authorize(again, "chat")))
        .containsEntry("scope", "read write extra");
  }

  @Test
  void handleWhenNobodyRegisteredAReturnUrlThenRefuses() {
    stage.changeWorkspace(false);
    assertRefused(Code.RETURN_URL_MISSING, () -> stage.authorize(session, "chat"));
    stage.changeWorkspace(true);
    assertRefused(Code.RETURN_URL_MISSING, () -> stage.authorize(session, "chat"));
  }

  @Test
  void handleWhenAppIsNotAllowedThenRefuses() {
    var narrow = stage.open(Stage.request("ann", "mail"));
    assertRefused(Code.APP_NOT_ALLOWED, () -> stage.authorize(narrow, "chat"));
  }

  @Test
  void handleWhenAppIsUnknownOrHasNoOAuthThenRefuses() {
    assertRefused(Code.APP_NOT_FOUND, () -> stage.authorize(session, "nope"));
    assertInvalid(() -> stage.authorize(session, "mail"), "/auth");
  }

  @Test
  void handleWhenAFieldIsNeededFirstThenItMakesTheUrl() {
    stage.stores.apps.offer(
        AppSketch.oauth("shop")
            .field("shop", false)
            .authorizationUrl("https://${input.shop}.shop.example/authorize")
            .define());
    stage.putClient(stage.operator, "shop", "c");
    assertInvalid(() -> stage.authorize(session, "shop"), "/fields/shop");
    assertInvalid(
        () -> stage.authorize(session, "shop", Map.of("shop", "evil.example/")), "/fields/shop");
    assertThat(stage.authorize(session, "shop", Map.of("shop", "my-shop")))
        .startsWith("https://my-shop.shop.example/authorize?");
  }

  @Test
  void handleWhenAKeyCallsThenTheSessionsTokenIsAskedFor() {
    var command =
        new StartAuthorization.Command(
            stage.key, session.id(), new AppSlug("chat"), null, Map.of(), List.of());
    assertRefused(Code.SESSION_TOKEN_REQUIRED, () -> stage.use.authorize.handle(command));
  }

  @Test
  void handleWhenSessionIsCompletedOrOnlyManagesThenRefuses() {
    stage.complete(session, stage.consent(session, "chat"));
    assertRefused(Code.SESSION_STATE, () -> stage.authorize(session, "chat"));
    var manage =
        stage.open(
            new SessionRequest(
                Kind.MANAGE, "ann", List.of(), null, List.of(), false, null, Map.of(), null));
    assertRefused(Code.SESSION_STATE, () -> stage.authorize(manage, "chat"));
  }
}
