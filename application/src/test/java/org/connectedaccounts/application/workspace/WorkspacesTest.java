package org.connectedaccounts.application.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.EnumSet;
import java.util.List;
import org.connectedaccounts.application.account.RemoveUser;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.InMemoryDataKeys;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkspacesTest {

  private final Stage stage = new Stage();
  private final StageStores stores = stage.stores;
  private final InMemoryDataKeys dataKeys = new InMemoryDataKeys(stores.tables);
  private final KeyMaker keys =
      new KeyMaker(stores.apiKeys, stores.fingerprints, stores.random, stores.tables);
  private final CreateWorkspace create =
      new CreateWorkspace(
          new CreateWorkspace.Store(stores.workspaces, dataKeys),
          stores.vault,
          keys,
          stores.random,
          stores.tables,
          stores.tables);
  private final UpdateWorkspace update = new UpdateWorkspace(stores.workspaces, stores.tables);
  private final DeleteWorkspace delete =
      new DeleteWorkspace(stores.workspaces, stores.accounts, stores.vault, stores.tables);

  private static WorkspaceProfile named(@Nullable String name) {
    return new WorkspaceProfile(name, null, null, null, null, null, null);
  }

  private static WorkspaceProfile urls(List<String> returnUrls, List<String> origins) {
    return new WorkspaceProfile(null, null, null, returnUrls, origins, null, null);
  }

  private static WorkspaceProfile sharing(String wish) {
    return new WorkspaceProfile(null, null, null, null, null, null, wish);
  }

  private CreateWorkspace.Created create(Caller caller, WorkspaceProfile profile) {
    return create.handle(new CreateWorkspace.Command(caller, profile));
  }

  private Workspace update(WorkspaceProfile profile) {
    return update.handle(new UpdateWorkspace.Command(stage.operator, stage.workspace, profile));
  }

  @Test
  void createThenItsFirstKeyCanDoEverythingAndItsSecretsCanBeSealed() {
    var created = create(stage.operator, named("Acme"));
    var key =
        stores
            .apiKeys
            .findByFingerprint(stores.fingerprints.of(Purpose.API_KEY, created.apiKey().value()))
            .orElseThrow();
    assertThat(key.workspace()).isEqualTo(created.workspace().id());
    assertThat(key.scopes()).isEqualTo(EnumSet.allOf(Scope.class));
    assertThat(created.workspace().browserBound()).isFalse();
    assertThat(created.workspace().sharedIdentities()).isEqualTo(SharedIdentities.ALLOW);
    var place = new SealedFor(key.workspace(), "x", key.id().value(), 0, "y");
    assertThat(stores.vault.seal(place, Secret.of("s"))).isNotNull();
  }

  @Test
  void createWhenItHasNoNameThenRefuses() {
    assertInvalid(() -> create(stage.operator, named(null)), "/name");
    assertInvalid(() -> create(stage.operator, named(" ")), "/name");
  }

  @Test
  void handleWhenAWorkspaceKeyCallsThenForTheOperatorOnly() {
    assertRefused(Code.OPERATOR_ONLY, () -> create(stage.key, named("Mine")));
    assertRefused(
        Code.OPERATOR_ONLY,
        () ->
            update.handle(new UpdateWorkspace.Command(stage.key, stage.workspace, named("Mine"))));
    assertRefused(
        Code.OPERATOR_ONLY,
        () -> delete.handle(new DeleteWorkspace.Command(stage.key, stage.workspace)));
    assertRefused(
        Code.OPERATOR_ONLY,
        () ->
            new GetWorkspace(stores.workspaces)
                .handle(new GetWorkspace.Command(stage.key, stage.workspace)));
    assertRefused(
        Code.OPERATOR_ONLY,
        () ->
            new ListWorkspaces(stores.workspaces)
                .handle(new ListWorkspaces.Command(stage.key, new PageRequest(null, 5))));
  }

  @Test
  void updateThenOnlyWhatWasSaidChanges() {
    update(urls(List.of("https://a.example/back?x=1"), List.of("https://a.example:8443")));
    var changed = update(named("Other"));
    assertThat(changed.name()).isEqualTo("Other");
    assertThat(changed.returnUrls()).containsExactly("https://a.example/back?x=1");
    assertThat(changed.allowedOrigins()).containsExactly("https://a.example:8443");
  }

  @Test
  void updateWhenAUrlCouldNeverMatchThenSaysWhich() {
    assertInvalid(
        () ->
            update(
                urls(
                    List.of(
                        "https://ok.example/",
                        "/relative",
                        "javascript:alert(1)",
                        "https://user@evil.example/",
                        "https://a.example/#fragment",
                        "https://",
                        "https://a.example/?hand%6Ce=mine",
                        "https://a.example:99999/"),
                    List.of(
                        "https://a.example/",
                        "null",
                        "https://a.example?x",
                        "https://A.example",
                        "https://a.example:443",
                        "https://a.example:",
                        "https://a.example:99999"))),
        "/return_urls/1",
        "/return_urls/2",
        "/return_urls/3",
        "/return_urls/4",
        "/return_urls/5",
        "/return_urls/6",
        "/return_urls/7",
        "/allowed_origins/0",
        "/allowed_origins/1",
        "/allowed_origins/2",
        "/allowed_origins/3",
        "/allowed_origins/4",
        "/allowed_origins/5",
        "/allowed_origins/6");
  }

  @Test
  void updateWhenWhatIsWantedOfSharedIdentitiesIsUnknownThenSaysWhich() {
    assertThat(update(sharing("deny")).sharedIdentities()).isEqualTo(SharedIdentities.DENY);
    assertThat(update(named("Other")).sharedIdentities()).isEqualTo(SharedIdentities.DENY);
    assertInvalid(() -> update(sharing("ask")), "/shared_identities");
    assertInvalid(() -> update(sharing("DENY")), "/shared_identities");
  }

  @Test
  void deleteWhenAccountsAreLeftThenRefuses() {
    stage.mail("ann", false);
    assertRefused(
        Code.WORKSPACE_IN_USE,
        () -> delete.handle(new DeleteWorkspace.Command(stage.operator, stage.workspace)));
  }

  @Test
  void deleteThenNothingIsLeftAndNothingOpensAgain() {
    var account = stage.mail("ann", false);
    var kept =
        stores.accounts.findWithCredential(stage.workspace, account).orElseThrow().credential();
    stage.use.removeUser.handle(new RemoveUser.Command(stage.key, "ann"));
    delete.handle(new DeleteWorkspace.Command(stage.operator, stage.workspace));
    assertThat(stores.workspaces.find(stage.workspace)).isEmpty();
    assertThatThrownBy(() -> stores.vault.openAuths(kept.sealedFor(), kept.sealed()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deleteWhenUnknownOrTheOperatorsOwnThenUnknown() {
    for (WorkspaceId id : List.of(WorkspaceId.OPERATOR, new WorkspaceId(stores.random.id()))) {
      assertRefused(
          Code.WORKSPACE_NOT_FOUND,
          () -> delete.handle(new DeleteWorkspace.Command(stage.operator, id)));
    }
  }

  @Test
  void prepareWhenThereIsNoWorkspaceThenMakesOneWithTheGivenKeyOnce() {
    var fresh = new StageStores();
    var prepare =
        new PrepareFirstWorkspace(
            new PrepareFirstWorkspace.Store(
                fresh.workspaces, new InMemoryDataKeys(fresh.tables), fresh.tables, fresh.tables),
            fresh.apiKeys,
            fresh.fingerprints,
            new KeyMaker(fresh.apiKeys, fresh.fingerprints, fresh.random, fresh.tables),
            fresh.vault);
    Secret key = BearerToken.of("cak_" + "B".repeat(30));
    var command = new PrepareFirstWorkspace.Command(key, List.of("https://a.example/"));
    assertThat(prepare.handle(command)).isTrue();
    assertThat(prepare.handle(command)).isTrue();
    var workspaces = fresh.workspaces.list(new PageRequest(null, 5)).items();
    assertThat(workspaces).hasSize(1);
    assertThat(fresh.apiKeys.list(workspaces.getFirst().id()))
        .singleElement()
        .extracting(ApiKey::name)
        .isEqualTo("bootstrap key");
    Secret other = BearerToken.of("cak_" + "C".repeat(30));
    assertThat(prepare.handle(new PrepareFirstWorkspace.Command(other, List.of()))).isFalse();
  }
}
