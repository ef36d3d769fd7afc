package org.connectedaccounts.application.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TokenMeaning.WorkspaceRule;
import org.connectedaccounts.domain.workspace.TokenSubject;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FakeIssuedTokens;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticateTest {

  private static final Secret OPERATOR_KEY = BearerToken.of("cao_" + "A".repeat(30));

  private final Stage stage = new Stage();
  private final StageStores stores = stage.stores;
  private final FakeIssuedTokens tokens = new FakeIssuedTokens();
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger uses = new AtomicInteger();
  private final Authenticate authenticate =
      new Authenticate(
          new CountedKeys(),
          stores.sessions,
          stores.fingerprints,
          OPERATOR_KEY,
          new TrustedCallers(tokens, stores.workspaces),
          stores.tables::now);
  private final KeyMaker maker =
      new KeyMaker(stores.apiKeys, stores.fingerprints, stores.random, stores.tables);
  private final CreateApiKey createKey =
      new CreateApiKey(maker, new KeyRules(stores.accounts), stores.tables, stores.tables);
  private final DeleteApiKey deleteKey = new DeleteApiKey(stores.apiKeys, stores.tables);
  private final ListApiKeys listKeys = new ListApiKeys(stores.apiKeys);

  private Caller who(@Nullable Secret token, @Nullable WorkspaceId acting) {
    return authenticate.handle(new Authenticate.Command(token, acting));
  }

  private KeyMaker.Made create(Caller caller, Set<Scope> scopes, @Nullable Instant expiresAt) {
    return createKey.handle(
        new CreateApiKey.Command(
            caller, new KeyMaker.Spec("ci", scopes, expiresAt, KeyLimits.NONE)));
  }

  private void delete(Caller caller, ApiKeyId key) {
    deleteKey.handle(new DeleteApiKey.Command(caller, key));
  }

  @Test
  void handleWhenTheKeyIsKnownThenItsWorkspaceAndScopes() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    assertThat(who(made.value(), null))
        .isEqualTo(new Caller.Backend(stage.workspace, made.key().id(), Set.of(Scope.LINK)));
  }

  @Test
  void handleWhenMissingMistypedOrUnknownThenTheSameAnswer() {
    var made = create(stage.key, Set.of(Scope.LINK), null).value().reveal();
    var mistyped = made.substring(0, made.length() - 1) + (made.endsWith("0") ? "1" : "0");
    for (Secret token :
        List.of(
            Secret.of(""),
            Secret.of("nonsense"),
            Secret.of(mistyped),
            BearerToken.of("cak_" + "Z".repeat(30)),
            BearerToken.of("cao_" + "Z".repeat(30)),
            BearerToken.of("cst_" + "Z".repeat(30)))) {
      assertRefused(Code.UNAUTHENTICATED, () -> who(token, null));
    }
    assertRefused(Code.UNAUTHENTICATED, () -> who(null, null));
  }

  @Test
  void handleWhenATrustedIssuerSignedItThenWhoItSays() {
    var meaning = new TokenMeaning(new WorkspaceRule.Fixed(stage.workspace), "sub", null);
    var token = tokens.issue(meaning, Map.of("sub", "ann"));
    assertThat(who(token, null))
        .isEqualTo(new Caller.EndUser(stage.workspace, new TokenSubject("login", "ann"), "ann"));
    assertRefused(Code.UNAUTHENTICATED, () -> who(Secret.of(token.reveal() + "x"), null));
  }

  /** Nobody makes a key that can do more than the token that makes it. */
  @Test
  void handleWhenATokenMakesAKeyThenWithItsOwnScopesAtMost() {
    var caller =
        new Caller.TrustedBackend(
            stage.workspace, new TokenSubject("login", "app"), Set.of(Scope.ADMIN, Scope.LINK));
    assertThat(create(caller, Set.of(Scope.LINK), null).key().scopes()).containsExactly(Scope.LINK);
    assertRefused(Code.SCOPE_MISSING, () -> create(caller, Set.of(Scope.MANAGE), null));
  }

  @Test
  void handleWhenTheChecksumIsWrongThenNoQuery() {
    assertRefused(Code.UNAUTHENTICATED, () -> who(Secret.of("cak_" + "Z".repeat(36)), null));
    assertThat(queries).hasValue(0);
  }

  @Test
  void handleWhenTheOperatorCallsThenItActsWhereItSays() {
    assertThat(who(OPERATOR_KEY, null)).isEqualTo(new Caller.Operator(null));
    assertThat(who(OPERATOR_KEY, stage.workspace)).isEqualTo(new Caller.Operator(stage.workspace));
  }

  @Test
  void handleWhenAWorkspaceKeyNamesAnotherWorkspaceThenItStaysInItsOwn() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    var caller = who(made.value(), stage.newWorkspace());
    assertThat(caller.requireKey(Scope.LINK)).isEqualTo(stage.workspace);
  }

  @Test
  void handleWhenAskedOftenThenOneQueryInFiveSeconds() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    for (int i = 0; i < 10; i++) {
      who(made.value(), null);
    }
    assertThat(queries).hasValue(1);
    stage.later(Duration.ofSeconds(6));
    who(made.value(), null);
    assertThat(queries).hasValue(2);
  }

  @Test
  void handleThenItsUseIsNotedOnceAMinute() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    for (int call = 0; call < 5; call++) {
      who(made.value(), null);
      stage.later(Duration.ofSeconds(10));
    }
    assertThat(uses).hasValue(1);
    stage.later(Duration.ofSeconds(20));
    who(made.value(), null);
    assertThat(uses).hasValue(2);
  }

  @Test
  void handleWhenTheKeyWasDeletedThenItWorksForFiveSecondsAtMost() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    who(made.value(), null);
    delete(stage.key, made.key().id());
    stage.later(Duration.ofSeconds(5).plusMillis(1));
    assertRefused(Code.UNAUTHENTICATED, () -> who(made.value(), null));
  }

  @Test
  void handleWhenTheKeyExpiredThenItWorksNoMore() {
    var end = stores.tables.now().plus(Duration.ofHours(1));
    var made = create(stage.key, Set.of(Scope.LINK), end);
    who(made.value(), null);
    stage.later(Duration.ofHours(1));
    assertRefused(Code.UNAUTHENTICATED, () -> who(made.value(), null));
  }

  @Test
  void handleWhenTheSessionExpiredThenItsTokenIsWorthless() {
    var created =
        stage.use.createSession.handle(
            new CreateConnectSession.Command(stage.key, Stage.request("ann"), null));
    assertThat(who(created.token(), null)).isInstanceOf(Caller.SessionHolder.class);
    stage.later(Duration.ofMinutes(30));
    assertRefused(Code.UNAUTHENTICATED, () -> who(created.token(), null));
  }

  @Test
  void createWhenItCouldDoMoreThanItsMakerThenRefuses() {
    var maker = Stage.keyOf(stage.workspace, Scope.ADMIN, Scope.LINK);
    assertRefused(Code.SCOPE_MISSING, () -> create(maker, Set.of(Scope.CREDENTIALS_READ), null));
    assertThat(create(maker, Set.of(Scope.LINK), null).key().scopes()).containsExactly(Scope.LINK);
    var operator = new Caller.Operator(stage.workspace);
    assertThat(create(operator, EnumSet.allOf(Scope.class), null).key().workspace())
        .isEqualTo(stage.workspace);
  }

  @Test
  void createWhenItIsExpiredAlreadyThenRefuses() {
    assertInvalid(() -> create(stage.key, Set.of(Scope.LINK), stores.tables.now()), "/expires_at");
  }

  @Test
  void createThenTheValueIsNowhereKept() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    var listed = listKeys.handle(new ListApiKeys.Command(stage.key));
    assertThat(listed).containsExactly(made.key());
    assertThat(listed.toString()).doesNotContain(made.value().reveal());
    assertThat(made.toString()).doesNotContain(made.value().reveal());
  }

  @Test
  void deleteWhenTheKeyIsAnotherWorkspacesThenUnknown() {
    var made = create(stage.key, Set.of(Scope.LINK), null);
    var other = Stage.keyOf(stage.newWorkspace());
    assertRefused(Code.API_KEY_NOT_FOUND, () -> delete(other, made.key().id()));
    assertThat(listKeys.handle(new ListApiKeys.Command(other))).isEmpty();
    assertThat(listKeys.handle(new ListApiKeys.Command(stage.key))).hasSize(1);
  }

  /** Counts the look-ups. */
  private final class CountedKeys implements ApiKeys {

    @Override
    public void add(ApiKey key, String fingerprint) {
      stores.apiKeys.add(key, fingerprint);
    }

    @Override
    public Optional<ApiKey> findByFingerprint(String fingerprint) {
      queries.incrementAndGet();
      return stores.apiKeys.findByFingerprint(fingerprint);
    }

    @Override
    public Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId id) {
      return stores.apiKeys.find(workspace, id);
    }

    @Override
    public void used(WorkspaceId workspace, ApiKeyId id) {
      uses.incrementAndGet();
      stores.apiKeys.used(workspace, id);
    }

    @Override
    public boolean replace(WorkspaceId workspace, ApiKeyId id, ApiKeyId by, Instant end) {
      return stores.apiKeys.replace(workspace, id, by, end);
    }

    @Override
    public List<ApiKey> list(WorkspaceId workspace) {
      return stores.apiKeys.list(workspace);
    }

    @Override
    public boolean remove(WorkspaceId workspace, ApiKeyId id) {
      return stores.apiKeys.remove(workspace, id);
    }
  }
}
