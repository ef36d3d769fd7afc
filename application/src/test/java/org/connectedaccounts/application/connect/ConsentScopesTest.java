package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** A reconnect takes nothing from a step: it asks for what is needed, and warns of the rest. */
class ConsentScopesTest {

  private final Stage stage = new Stage();
  private final AccountId account = stage.connect("ann", "chat");

  private void link(String step, String... scopes) {
    stage.use.putLink.handle(
        new PutStepLink.Command(
            stage.key, "w1", new LinkSpec(step, null, account, "ann", List.of(scopes))));
  }

  private SessionRequest reconnect(String... scopes) {
    return new SessionRequest(
        Kind.CONNECT, "ann", List.of(), account, List.of(scopes), false, null, Map.of(), null);
  }

  private ConsentScopes.Outlook outlook(String... scopes) {
    var command = new CreateConnectSession.Command(stage.key, reconnect(scopes), null);
    return Objects.requireNonNull(stage.use.createSession.handle(command).outlook());
  }

  private List<String> asked(SessionRequest request) {
    return askedBy(stage.open(request));
  }

  private List<String> askedBy(Stage.Opened session) {
    return scopesIn(stage.authorize(session, "chat"));
  }

  private static List<String> scopesIn(String url) {
    return List.of(Objects.requireNonNull(Stage.query(url).get("scope")).split(" ", -1));
  }

  private void grant(String... scopes) {
    Issued issued = stage.server.issue();
    stage.server.answer(
        new Issued(
            issued.tokens(),
            issued.refreshToken(),
            List.of(scopes),
            issued.captures(),
            issued.identity()));
  }

  private void putClient(String... scopes) {
    stage.use.putClient.handle(
        new PutOAuthClient.Command(
            stage.operator,
            new AppSlug("chat"),
            "operators-chat",
            Secret.of("secret"),
            List.of(scopes)));
  }

  @Test
  void reconnectAsksForWhatStepsNeedBesideWhatWasAskedBefore() {
    link("s1", "files");
    link("s2", "write", "calls");
    assertThat(asked(reconnect("more")))
        .containsExactlyInAnyOrder("read", "write", "more", "files", "calls");
  }

  @Test
  void reconnectWhenTheClientsScopesWereReplacedThenStillAsksForWhatStepsNeed() {
    link("s1", "files");
    putClient("read");
    assertThat(asked(reconnect())).contains("read", "files");
  }

  /** One wrong scope of one step must not lock an account out for good. */
  @Test
  void reconnectWhenAScopeWasRefusedThenAsksOnceMoreForWhatTheAccountHas() {
    var first = stage.open(reconnect("files"));
    stage.complete(first, stage.consent(first, "chat"));
    link("s1", "mesages:read");
    var session = stage.open(reconnect("more"));
    stage.comeBack(stage.authorize(session, "chat"), Map.of("error", "server_error"));
    assertThat(askedBy(session)).contains("mesages:read", "more");
    stage.comeBack(stage.authorize(session, "chat"), Map.of("error", "invalid_scope"));
    String url = stage.authorize(session, "chat");
    assertThat(scopesIn(url)).containsExactlyInAnyOrder("read", "write", "files");

    var view = stage.complete(session, Stage.handleOf(stage.comeBack(url))).view();
    assertThat(view.missingScopes()).containsExactly("mesages:read");
    assertThat(asked(reconnect())).as("another session").contains("mesages:read");
  }

  @Test
  void sessionWarnsOfAScopeThatNoListHasAndTheAccountWasNeverGranted() {
    link("s1", "mesages:read", "write");
    assertThat(outlook("more").unlisted()).containsExactlyInAnyOrder("mesages:read", "more");
    putClient("read", "write", "mesages:read");
    assertThat(outlook().unlisted()).isEmpty();
  }

  @Test
  void connectThatIsNoReconnectAsksForNothingOfOtherAccounts() {
    link("s1", "files");
    assertThat(asked(Stage.request("ann"))).containsExactly("read", "write");
  }

  @Test
  void sessionSaysWhatTheConsentIsFor() {
    link("s1", "files", "write");
    assertThat(outlook("more", "read").missing()).containsExactly("files", "more");
    assertThat(outlook().atRisk()).isEmpty();
  }

  @Test
  void sessionWarnsOfANeededScopeThatTheClientListsNoLonger() {
    link("s1", "write", "files");
    putClient("read");
    assertThat(outlook().atRisk()).as("files was never granted").containsExactly("write");
  }

  @Test
  void sessionWhenTheScopeWasNamedByASessionAndNoClientListsAnyThenNoWarning() {
    var session = stage.open(reconnect("files"));
    stage.complete(session, stage.consent(session, "chat"));
    link("s1", "files");
    assertThat(stage.account(account).scopes().granted()).contains("files");
    assertThat(outlook().atRisk()).isEmpty();
  }

  @Test
  void sessionWarnsOfANeededScopeThatTheAppsDefinitionAsksForNoLonger() {
    link("s1", "write");
    stage.stores.apps.offer(AppSketch.oauth("chat").version("2").scopes("read").define());
    assertThat(outlook().atRisk()).containsExactly("write");
  }

  @Test
  void accountShowsWhatAConsentLeftOut() {
    link("s1", "write");
    var session = stage.open(reconnect());
    Secret handle = stage.consent(session, "chat");
    grant("read");
    var view = stage.complete(session, handle).view();
    assertThat(view.neededScopes()).containsExactly("write");
    assertThat(view.missingScopes()).containsExactly("write");
    assertThat(Objects.requireNonNull(stage.look(session).account()).missingScopes())
        .containsExactly("write");
  }
}
