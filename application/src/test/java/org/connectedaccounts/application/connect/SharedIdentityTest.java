package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.workspace.UpdateWorkspace;
import org.connectedaccounts.application.workspace.WorkspaceProfile;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails.SharedIdentity;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.connectedaccounts.testing.StagePages;
import org.junit.jupiter.api.Test;

/** One identity at an app, connected by several users of a workspace (C12). */
class SharedIdentityTest {

  private static final Identity UMA = new Identity("u1", "Uma", null);

  private final Stage stage = new Stage();

  private void want(String sharedIdentities) {
    var profile = new WorkspaceProfile(null, null, null, null, null, null, sharedIdentities);
    new UpdateWorkspace(stage.stores.workspaces, stage.stores.tables)
        .handle(new UpdateWorkspace.Command(stage.operator, stage.workspace, profile));
  }

  private void reconnect(String user, AccountId account) {
    var opened = reconnecting(user, account);
    stage.complete(opened, stage.consent(opened, "chat"));
  }

  private Opened reconnecting(String user, AccountId account) {
    return stage.open(
        new SessionRequest(
            Kind.CONNECT, user, List.of(), account, List.of(), false, null, Map.of(), null));
  }

  private Stream<Event> events() {
    return stage.stores.events.after(stage.workspace, Events.Position.BEGINNING, 100).stream()
        .map(Told::event);
  }

  private List<Event.Type> types() {
    return events().map(Event::type).toList();
  }

  /** Which account it is told of, and which others are named. */
  private record Shared(AccountId account, List<AccountId> others) {}

  private List<Shared> told() {
    return events()
        .filter(event -> event.type() == Event.Type.IDENTITY_SHARED)
        .map(
            event ->
                new Shared(
                    Objects.requireNonNull(event.subject()).account(),
                    ((SharedIdentity) Objects.requireNonNull(event.details())).others()))
        .toList();
  }

  @Test
  void connectWhenAnotherUserHasTheIdentityThenToldOfTheNewAccount() {
    var anns = stage.connect("ann", "chat");
    var bobs = stage.connect("bob", "chat");
    assertThat(told()).containsExactly(new Shared(bobs, List.of(anns)));
    assertThat(types())
        .containsExactly(Event.Type.CONNECTED, Event.Type.CONNECTED, Event.Type.IDENTITY_SHARED);
  }

  @Test
  void connectWhenItIsTheSameUserOrAnotherIdentityThenNothingIsTold() {
    stage.connect("ann", "chat");
    stage.connect("ann", "chat");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("bob", "chat");
    stage.server.consenting(null);
    stage.connect("ann", "chat");
    stage.connect("bob", "chat");
    assertThat(told()).isEmpty();
  }

  @Test
  void reconnectWhenToldBeforeThenNotAgain() {
    var anns = stage.connect("ann", "chat");
    var bobs = stage.connect("bob", "chat");
    reconnect("bob", bobs);
    reconnect("ann", anns);
    stage.connect("bob", "chat");
    assertThat(told()).hasSize(1);
  }

  @Test
  void reconnectWhenTheAccountGetsAnIdentityThatAnotherUserHasThenToldOnce() {
    stage.server.consenting(null);
    var bobs = stage.connect("bob", "chat");
    stage.server.consenting(UMA);
    var anns = stage.connect("ann", "chat");
    assertThat(told()).isEmpty();
    reconnect("bob", bobs);
    reconnect("bob", bobs);
    assertThat(told()).containsExactly(new Shared(bobs, List.of(anns)));
  }

  @Test
  void createWhenTheWorkspaceItselfHasTheIdentityThenItIsNoUser() {
    offerKeyApp();
    create(new Owner(null, true));
    var anns = create(new Owner("ann", false));
    create(new Owner(null, true));
    assertThat(told()).isEmpty();
    var bobs = create(new Owner("bob", false));
    assertThat(told()).containsExactly(new Shared(bobs, List.of(anns)));
  }

  @Test
  void connectWhenManyHaveTheIdentityThenTheFirstTenAreNamed() {
    var all = IntStream.range(0, 12).mapToObj(i -> stage.connect("user-" + i, "chat")).toList();
    assertThat(told()).last().isEqualTo(new Shared(all.getLast(), all.subList(0, 10)));
  }

  @Test
  void connectWhenDeniedThenTheSecondIsRefusedAndTheFirstIsUntouched() {
    want("deny");
    var anns = stage.connect("ann", "chat");
    var opened = stage.open("bob");
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_TAKEN, () -> stage.complete(opened, handle));
    assertThat(stage.look(opened).session().progress())
        .isInstanceOfSatisfying(
            SessionProgress.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.IDENTITY_TAKEN));
    assertThat(types()).containsExactly(Event.Type.CONNECTED);
    assertThat(stage.stores.accounts.ofUser(stage.workspace, "bob")).isEmpty();
    assertThat(stage.token(anns)).isEqualTo("access-1");
    // Many providers keep one grant per user and client: this would be the first one's.
    assertThat(stage.server.said()).noneMatch(call -> call.startsWith("revoke"));
  }

  @Test
  void connectWhenDeniedThenAnotherIdentityCanBeConnectedInTheSameSession() {
    want("deny");
    stage.connect("ann", "chat");
    var opened = stage.open("bob");
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_TAKEN, () -> stage.complete(opened, handle));
    stage.server.consenting(new Identity("u2", null, null));
    assertThat(stage.complete(opened, stage.consent(opened, "chat")).created()).isTrue();
  }

  @Test
  void connectWhenDeniedAndTheBrowserCompletesThenItIsTold() {
    var page = new StagePages(stage).open(Stage.request("bob"));
    stage.changeWorkspace(true, Stage.RETURN_URL);
    want("deny");
    stage.connect("ann", "chat");
    var url = stage.authorize(page.session(), "chat");
    var outcome = stage.comeBack(url, Map.of("code", "code-1"), page.kept());
    assertThat(outcome.returnUrl()).endsWith("#error=identity_taken");
  }

  @Test
  void reconnectWhenDeniedThenWhatWasConnectedBeforeGoesOn() {
    stage.connect("ann", "chat");
    var bobs = stage.connect("bob", "chat");
    want("deny");
    reconnect("bob", bobs);
    stage.connect("ann", "chat");
    assertThat(stage.account(bobs).generation()).isEqualTo(2);
  }

  @Test
  void reconnectWhenDeniedAndTheIdentityIsNewToTheAccountThenItStaysAsItWas() {
    want("deny");
    stage.server.consenting(null);
    var bobs = stage.connect("bob", "chat");
    stage.server.consenting(UMA);
    stage.connect("ann", "chat");
    var opened = reconnecting("bob", bobs);
    Secret handle = stage.consent(opened, "chat");
    assertRefused(Code.IDENTITY_TAKEN, () -> stage.complete(opened, handle));
    assertThat(stage.account(bobs).identity()).isNull();
    assertThat(stage.token(bobs)).isEqualTo("access-1");
  }

  @Test
  void createWhenDeniedThenKeysAndImportsAreRefusedToo() {
    want("deny");
    offerKeyApp();
    create(new Owner("ann", false));
    assertRefused(Code.IDENTITY_TAKEN, () -> create(new Owner("bob", false)));
    var opened = stage.open("bob");
    Secret handle =
        Objects.requireNonNull(stage.type(opened, "known", Map.of("known_key", "b")).handle());
    assertRefused(Code.IDENTITY_TAKEN, () -> stage.complete(opened, handle));

    stage.stores.apps.offer(AppSketch.oauth("desk").tellsWho().define());
    stage.putClient(stage.operator, "desk", "c");
    importGrant("ann");
    assertRefused(Code.IDENTITY_TAKEN, () -> importGrant("bob"));
  }

  /** The key app {@code known}, which says that whoever asks is Uma. */
  private void offerKeyApp() {
    stage.stores.apps.offer(AppSketch.key("known").tellsWho().define());
    stage.provider.identity(UMA);
  }

  private AccountId create(Owner owner) {
    return stage
        .create(command -> command, "known", Map.of("known_key", "k"), owner)
        .view()
        .account()
        .id();
  }

  private void importGrant(String user) {
    var tokens = new CreateAccount.ImportedTokens(Secret.of("access"), null, null, List.of());
    stage.create(
        command ->
            new CreateAccount.Command(
                command.caller(),
                command.app(),
                null,
                Map.of(),
                tokens,
                command.owner(),
                command.labels(),
                true),
        "desk",
        Map.of(),
        new Owner(user, false));
  }
}
