package org.connectedaccounts.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OAuthClientsTest {

  private static final AppSlug CHAT = new AppSlug("chat");

  private final Stage stage = new Stage();
  private final Caller operatorHere = new Caller.Operator(stage.workspace);

  private ClientView get(Caller caller) {
    return stage.use.getClient.handle(new GetOAuthClient.Command(caller, CHAT));
  }

  private OAuthClient put(Caller caller, String clientId, @Nullable String secret) {
    return Objects.requireNonNull(
        stage
            .use
            .putClient
            .handle(
                new PutOAuthClient.Command(
                    caller, CHAT, clientId, secret == null ? null : Secret.of(secret), List.of()))
            .client());
  }

  private void delete(Caller caller) {
    stage.use.deleteClient.handle(new DeleteOAuthClient.Command(caller, CHAT));
  }

  private List<String> listed(Caller caller) {
    return stage.use.listClients.handle(new ListOAuthClients.Command(caller)).stream()
        .map(view -> Objects.requireNonNull(view.client()).clientId())
        .toList();
  }

  private void bring(AppDefinition app) {
    stage.stores.apps.know(app);
    stage.stores.tables.run(
        () -> stage.stores.workspaceApps.put(stage.workspace, app.slug(), app.document()));
  }

  @Test
  void getWhenNothingWasPutThenTellsWhatToRegister() {
    stage.stores.apps.offer(AppSketch.oauth("bare").define());
    var view =
        stage.use.getClient.handle(new GetOAuthClient.Command(stage.key, new AppSlug("bare")));
    assertThat(view.client()).isNull();
    assertThat(view.redirectUri()).startsWith("https://accounts.acme.example/oauth/callback/");
    var put = stage.putClient(stage.key, "bare", "mine");
    assertThat(put.redirectUri()).isEqualTo(view.redirectUri());
  }

  @Test
  void getThenEachOwnerAndAppHasARedirectUriOfItsOwn() {
    var operators = get(stage.operator).redirectUri();
    var own = get(stage.key).redirectUri();
    assertThat(own).isNotEqualTo(operators);
    put(stage.key, "own", "s");
    assertThat(get(stage.key).redirectUri()).isEqualTo(own);
    assertThat(get(stage.operator).redirectUri()).isEqualTo(operators);
    assertThat(get(operatorHere).redirectUri()).isEqualTo(get(stage.key).redirectUri());
  }

  @Test
  void getWhenTheAppNeedsNoneThenSaysSo() {
    assertRefused(
        Code.OAUTH_CLIENT_NOT_FOUND,
        () ->
            stage.use.getClient.handle(new GetOAuthClient.Command(stage.key, new AppSlug("mail"))));
  }

  @Test
  void putWhenTheSameIdThenANewSecretForAllAccounts() {
    var account = stage.connect("ann", "chat");
    var client = put(stage.operator, "operators-chat", "next secret");
    assertThat(client.secretVersion()).isEqualTo(2);
    assertThat(stage.account(account).origin().client()).isEqualTo(client.id());
    stage.later(Duration.ofHours(1));
    stage.vend(account);
    var used = stage.server.last().endpoint().client();
    assertThat(Objects.requireNonNull(used.secret()).reveal()).isEqualTo("next secret");
  }

  @Test
  void putWhenNoSecretComesThenTheOldOneStays() {
    var client = put(stage.operator, "operators-chat", null);
    assertThat(client.secretVersion()).isEqualTo(1);
    stage.connect("ann", "chat");
    assertThat(stage.server.last().endpoint().client().secret()).isNotNull();
  }

  @Test
  void putWhenAnotherIdThenTheOldOneLivesForItsAccounts() {
    var account = stage.connect("ann", "chat");
    var bound = Objects.requireNonNull(stage.account(account).origin().client());
    var next = put(stage.operator, "newer", "s");
    assertThat(next.id()).isNotEqualTo(bound);
    stage.later(Duration.ofHours(1));
    stage.vend(account);
    assertThat(stage.server.last().endpoint().client().clientId()).isEqualTo("operators-chat");
  }

  @Test
  void putWhenNobodyUsesTheFormerThenItGoes() {
    var former = get(stage.operator).client();
    put(stage.operator, "newer", "s");
    assertThat(stage.stores.clients.find(WorkspaceId.OPERATOR, Objects.requireNonNull(former).id()))
        .isEmpty();
  }

  @Test
  void putThenABrokenClientIsGivenAnotherChance() {
    var account = stage.connect("ann", "chat");
    stage.later(Duration.ofHours(2));
    stage.server.answer(new Refused(401, "invalid_client", null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(put(stage.operator, "operators-chat", "right").health())
        .isEqualTo(OAuthClient.Health.ACTIVE);
  }

  @Test
  void putThenTheSecretIsSeenNowhere() {
    put(stage.key, "own", "top secret");
    assertThat(get(stage.key).toString()).doesNotContain("top secret");
    assertThat(stage.use.listClients.handle(new ListOAuthClients.Command(stage.key)).toString())
        .doesNotContain("top secret");
  }

  @Test
  void listThenOwnOnesCoverTheOperators() {
    assertThat(listed(stage.key)).containsExactly("operators-chat");
    put(stage.key, "own", "s");
    assertThat(listed(stage.key)).containsExactly("own");
    assertThat(listed(stage.operator)).containsExactly("operators-chat");
    assertThat(listed(Stage.keyOf(stage.newWorkspace()))).containsExactly("operators-chat");
  }

  @Test
  void listWhenTheDefinitionIsTheWorkspacesThenTheOperatorsClientIsNotThere() {
    bring(AppSketch.oauth("chat").version("2").define());
    assertThat(listed(stage.key)).isEmpty();
    assertThat(get(stage.key).client()).isNull();
  }

  @Test
  void deleteWhenAccountsAreBoundThenRefuses() {
    put(stage.key, "own", "s");
    stage.connect("ann", "chat");
    assertRefused(Code.OAUTH_CLIENT_IN_USE, () -> delete(stage.key));
    delete(stage.operator);
    assertThat(listed(stage.operator)).isEmpty();
  }

  @Test
  void deleteWhenAnotherWorkspacesAccountsAreBoundThenTheOperatorIsRefused() {
    stage.connect("ann", "chat");
    assertRefused(Code.OAUTH_CLIENT_IN_USE, () -> delete(stage.operator));
  }

  @Test
  void deleteWhenTheClientIsTheOperatorsThenAWorkspaceCannot() {
    assertRefused(Code.OAUTH_CLIENT_NOT_FOUND, () -> delete(stage.key));
    assertThat(listed(stage.key)).containsExactly("operators-chat");
  }

  @Test
  void countThenAWorkspaceCountsItsOwnAccountsAlone() {
    stage.connect("ann", "chat");
    assertThat(get(stage.key).accountCount()).isEqualTo(1);
    assertThat(get(Stage.keyOf(stage.newWorkspace())).accountCount()).isZero();
    assertThat(get(stage.operator).accountCount()).isEqualTo(1);
  }
}
