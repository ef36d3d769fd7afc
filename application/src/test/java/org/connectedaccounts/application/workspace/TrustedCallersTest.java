package org.connectedaccounts.application.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TokenMeaning.BackendRule;
import org.connectedaccounts.domain.workspace.TokenMeaning.WorkspaceRule;
import org.connectedaccounts.domain.workspace.TokenSubject;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FakeIssuedTokens;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who calls, by what an issuer's token says and what the operator says of the issuer. */
class TrustedCallersTest {

  private static final TokenSubject ANN = new TokenSubject("login", "8c1f");
  private static final BackendRule BACKENDS =
      new BackendRule("scope", "ca:", Set.of("worker", "importer"));

  private final Stage stage = new Stage();
  private final FakeIssuedTokens tokens = new FakeIssuedTokens();
  private final TrustedCallers callers = new TrustedCallers(tokens, stage.stores.workspaces);
  private final WorkspaceRule fixed = new WorkspaceRule.Fixed(stage.workspace);

  private Caller who(WorkspaceRule rule, @Nullable BackendRule backends, Map<String, ?> claims) {
    return callers.of(tokens.issue(new TokenMeaning(rule, "sub", backends), claims));
  }

  private static Map<String, Object> claims(Object... pairs) {
    Map<String, Object> claims = new HashMap<>(Map.of("sub", "8c1f"));
    for (int i = 0; i < pairs.length; i += 2) {
      claims.put((String) pairs[i], pairs[i + 1]);
    }
    return claims;
  }

  private Caller.EndUser ann() {
    return new Caller.EndUser(stage.workspace, ANN, "8c1f");
  }

  @Test
  void ofWhenNothingIsSaidOfBackendsThenEverybodyIsAnEndUser() {
    var asks = claims("scope", "ca:admin admin", "client_id", "worker", "azp", "worker");
    assertThat(who(fixed, null, asks)).isEqualTo(ann());
  }

  @Test
  void ofWhenAListedClientCarriesOurScopesThenItIsABackendWithThose() {
    var worker = claims("scope", "openid ca:connect ca:nothing link ca:link", "azp", "worker");
    assertThat(who(fixed, BACKENDS, worker))
        .isEqualTo(
            new Caller.TrustedBackend(stage.workspace, ANN, Set.of(Scope.CONNECT, Scope.LINK)));
  }

  @Test
  void ofWhenTheScopesAreAListOrInsideAnObjectThenTheyAreFoundAsWell() {
    var list = claims("scope", List.of("ca:link", 7, "x"), "client_id", "worker");
    assertThat(who(fixed, BACKENDS, list).scopes()).containsExactly(Scope.LINK);
    var roles = Map.of("ca", Map.of("roles", List.of("connect:complete")));
    var inside = new BackendRule("resource_access/ca/roles", "", Set.of("worker"));
    assertThat(who(fixed, inside, claims("resource_access", roles, "azp", "worker")).scopes())
        .containsExactly(Scope.CONNECT_COMPLETE);
    var named = new BackendRule("https://acme.example/scopes", "", Set.of("worker"));
    var byUrl = claims("https://acme.example/scopes", "link", "azp", "worker");
    assertThat(who(fixed, named, byUrl).scopes()).containsExactly(Scope.LINK);
  }

  /** A user may ask at a frontend's client for any scope; that makes nobody a backend. */
  @Test
  void ofWhenTheClientIsAnotherOrTheScopesAreNotOursThenItIsAnEndUser() {
    for (var claims :
        List.of(
            claims("scope", "ca:admin"),
            claims("scope", "ca:admin", "azp", "frontend"),
            claims("scope", "ca:admin", "client_id", "frontend", "azp", "worker"),
            claims("scope", "ca:admin", "client_id", "", "azp", ""),
            claims("scope", "admin", "azp", "worker"),
            claims("scope", "ca:Admin ca:", "azp", "worker"),
            claims("scope", 7, "azp", "worker"),
            claims("azp", "worker"))) {
      assertThat(who(fixed, BACKENDS, claims)).as(claims.toString()).isEqualTo(ann());
    }
  }

  @Test
  void ofWhenAClaimNamesTheWorkspaceThenOnlyOneThatIsListed() {
    var other = stage.newWorkspace();
    var rule = new WorkspaceRule.Listed("org", Map.of("acme", stage.workspace, "beta", other));
    assertThat(who(rule, null, claims("org", "acme"))).isEqualTo(ann());
    assertThat(who(rule, null, claims("org", "beta")))
        .isEqualTo(new Caller.EndUser(other, ANN, "8c1f"));
    for (var claims :
        List.of(
            claims(),
            claims("org", "gamma"),
            claims("org", stage.workspace.text()),
            claims("org", List.of("acme")))) {
      assertRefused(Code.UNAUTHENTICATED, () -> who(rule, null, claims));
    }
  }

  @Test
  void ofWhenTheClaimIsTheWorkspaceThenOneThatThereIs() {
    var rule = new WorkspaceRule.Named("org");
    assertThat(who(rule, null, claims("org", stage.workspace.text()))).isEqualTo(ann());
    for (String org :
        List.of(
            new WorkspaceId(new UUID(7, 7)).text(), WorkspaceId.OPERATOR.text(), "acme", "ws_")) {
      assertRefused(Code.UNAUTHENTICATED, () -> who(rule, null, claims("org", org)));
    }
  }

  @Test
  void ofWhenTheWorkspaceIsGoneOrTheOperatorsThenRefuses() {
    for (var id : List.of(new WorkspaceId(new UUID(7, 7)), WorkspaceId.OPERATOR)) {
      assertRefused(Code.UNAUTHENTICATED, () -> who(new WorkspaceRule.Fixed(id), null, claims()));
    }
  }

  @Test
  void ofWhenAnotherClaimIsTheUserThenItsTextIs() {
    var meaning = new TokenMeaning(fixed, "ext/id", null);
    var token = tokens.issue(meaning, claims("ext", Map.of("id", "user-42")));
    assertThat(callers.of(token)).isEqualTo(new Caller.EndUser(stage.workspace, ANN, "user-42"));
    var without = tokens.issue(meaning, claims());
    assertRefused(Code.UNAUTHENTICATED, () -> callers.of(without));
  }

  @Test
  void ofWhenTheSubjectCannotBeKeptThenRefuses() {
    for (Object sub : List.of("", "x".repeat(256), "a\nb", "a\u0000", 7, List.of("8c1f"))) {
      assertRefused(Code.UNAUTHENTICATED, () -> who(fixed, null, claims("sub", sub)));
    }
    assertThat(who(fixed, null, claims("sub", "x".repeat(255)))).isNotNull();
  }

  @Test
  void ofWhenNobodyKnowsTheTokenThenRefuses() {
    assertRefused(Code.UNAUTHENTICATED, () -> callers.of(Secret.of("a.b.c")));
  }
}
