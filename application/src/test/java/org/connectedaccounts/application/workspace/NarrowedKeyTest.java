package org.connectedaccounts.application.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.workflow.GetStepAuths;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a key reaches that is narrowed to an app, to accounts, to a user. */
class NarrowedKeyTest {

  private static final StepRef STEP = new StepRef("w1", "s1");

  private final Stage stage = new Stage();
  private final AccountId anns = stage.mail("ann", false);
  private final AccountId bobs = stage.mail("bob", false);
  private final AccountId shared = stage.mail("bob", true);
  private final AccountId chat = stage.connect("ann", "chat");

  private Caller key(Set<String> apps, Set<AccountId> accounts, @Nullable String user) {
    Set<UUID> ids = Set.copyOf(accounts.stream().map(AccountId::value).toList());
    return new Caller.Backend(
        stage.workspace,
        new ApiKeyId(new UUID(0, 7)),
        EnumSet.allOf(Scope.class),
        new KeyLimits(apps, ids, user));
  }

  private List<AccountId> listed(Caller key) {
    return stage
        .use
        .listAccounts
        .handle(new ListAccounts.Command(key, Filter.ALL, new PageRequest(null, 50)))
        .items()
        .stream()
        .map(view -> view.account().id())
        .toList();
  }

  private void vend(Caller key, AccountId account) {
    stage.use.getCredentials.handle(new GetCredentials.Command(key, account, Duration.ZERO, null));
  }

  private void assertReaches(Caller key, AccountId... accounts) {
    assertThat(listed(key)).containsExactlyInAnyOrder(accounts);
    for (AccountId each : List.of(anns, bobs, shared, chat)) {
      if (List.of(accounts).contains(each)) {
        vend(key, each);
      } else {
        assertRefused(Code.ACCOUNT_NOT_FOUND, () -> vend(key, each));
      }
    }
  }

  @Test
  void reachesWhatIsWithinAllThatIsNamed() {
    assertReaches(key(Set.of("chat"), Set.of(), null), chat);
    assertReaches(key(Set.of(), Set.of(anns, bobs), null), anns, bobs);
    assertReaches(key(Set.of(), Set.of(), "ann"), anns, shared, chat);
    assertReaches(key(Set.of("mail"), Set.of(anns, bobs, chat), "ann"), anns);
    assertReaches(key(Set.of("chat"), Set.of(bobs), null));
  }

  private GetStepAuths.StepAuths auths(Caller key, @Nullable String user) {
    return stage.use.stepAuths.handle(new GetStepAuths.Command(key, STEP, user, null));
  }

  private void link(String name, AccountId account) {
    stage.use.putLink.handle(
        new PutStepLink.Command(
            stage.key, "w1", new LinkSpec("s1", name, account, null, List.of())));
  }

  @Test
  void aStepThatIsLinkedToMoreIsRefusedAsAWhole() {
    link("first", anns);
    assertThat(auths(key(Set.of(), Set.of(anns), null), null).credentials()).hasSize(1);
    link("second", bobs);
    assertRefused(Code.KEY_LIMITED, () -> auths(key(Set.of(), Set.of(anns), null), null));
    assertThat(auths(stage.key, null).credentials()).hasSize(2);
  }

  @Test
  void aKeyOfAUserActsForThisUserAlone() {
    link("first", anns);
    Caller annsKey = key(Set.of(), Set.of(), "ann");
    assertThat(auths(annsKey, null).credentials()).hasSize(1);
    assertThat(auths(annsKey, "ann").credentials()).hasSize(1);
    assertRefused(Code.KEY_LIMITED, () -> auths(annsKey, "bob"));
  }

  @Test
  void createWhenALimitCouldNotHoldThenSaysWhich() {
    var create =
        new CreateApiKey(
            new KeyMaker(
                stage.stores.apiKeys,
                stage.stores.fingerprints,
                stage.stores.random,
                stage.stores.tables),
            new KeyRules(stage.stores.accounts),
            stage.stores.tables,
            stage.stores.tables);
    var forChat = new KeyLimits(Set.of("chat"), Set.of(), null);
    var unknown = new KeyLimits(Set.of(), Set.of(new UUID(1, 1)), null);
    assertInvalid(
        () -> create.handle(command(Set.of(Scope.ADMIN, Scope.APPS_READ), forChat)), "/scopes");
    assertInvalid(
        () -> create.handle(command(Set.of(Scope.CREDENTIALS_READ), unknown)),
        "/limits/account_ids");
    var made = create.handle(command(Set.of(Scope.CREDENTIALS_READ), forChat));
    assertThat(made.key().limits()).isEqualTo(forChat);
  }

  private CreateApiKey.Command command(Set<Scope> scopes, KeyLimits limits) {
    return new CreateApiKey.Command(stage.key, new KeyMaker.Spec("narrow", scopes, null, limits));
  }
}
