package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Health;
import org.connectedaccounts.domain.client.OAuthClient.State;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link OAuthClients} owes. */
public interface OAuthClientsContract extends StoreContract {

  AppSlug ACME = new AppSlug("acme");
  Instant UPDATED = Instant.parse("2026-11-20T10:15:30.123456Z");
  Sealed SECRET = new Sealed(UUID.randomUUID(), new byte[] {1, 0, -1});

  OAuthClients oauthClients();

  ConnectedAccounts accounts();

  ConnectSessions sessions();

  StoreClock clock();

  private static OAuthClient client(WorkspaceId owner, String app) {
    return new OAuthClient(
        owner,
        new OAuthClientId(FakeIds.next()),
        new AppSlug(app),
        "client-id",
        SECRET,
        3,
        List.of("read", "admin", "read:user"),
        new Health(State.BROKEN, "invalid_client"),
        true,
        UPDATED);
  }

  private OAuthClient added(WorkspaceId owner) {
    return added(client(owner, ACME.value()));
  }

  private OAuthClient added(OAuthClient client) {
    inUnit(() -> oauthClients().add(client));
    return client;
  }

  private void bindAccount(WorkspaceId workspace, OAuthClient client) {
    var account = Fixtures.account(workspace);
    var origin = account.origin();
    var bound =
        account.withOrigin(
            new Origin(origin.definition(), origin.method(), client.id(), origin.binding(), true));
    inUnit(() -> accounts().add(bound, Fixtures.credential(bound)));
  }

  /** An authorization begun with the client, in a session that began so long ago. */
  private void beginAttempt(WorkspaceId workspace, OAuthClient client, Duration age) {
    var session = Fixtures.session(workspace, clock().now().minus(age));
    var filled = Fixtures.attempt(session);
    var attempt =
        new AuthorizationAttempt(
            workspace,
            filled.id(),
            session.id(),
            filled.definition(),
            filled.method(),
            new AuthorizationRequest(
                client.id(), client.owner(), "context", "hash", "https://back", null, null),
            filled.scopes(),
            filled.credential(),
            false,
            null,
            session.expiresAt());
    inUnit(
        () -> {
          sessions().add(session, session.id().text());
          sessions().addAttempt(attempt);
        });
  }

  private void removeUnused(WorkspaceId owner) {
    inUnit(() -> oauthClients().removeUnused(owner, ACME));
  }

  @Test
  default void findWhenAddedThenReturnsEqualClient() {
    var owner = newWorkspace();
    var client = added(owner);

    assertThat(oauthClients().find(owner, client.id())).contains(client);
    assertThat(oauthClients().findCurrent(owner, ACME)).contains(client);
    assertThat(oauthClients().list(owner)).containsExactly(client);
  }

  @Test
  default void findWhenPublicClientThenReturnsEqualClient() {
    var owner = newWorkspace();
    var id = new OAuthClientId(FakeIds.next());
    var client =
        added(
            new OAuthClient(
                owner, id, ACME, "public", null, 0, List.of(), Health.ACTIVE, true, UPDATED));

    assertThat(oauthClients().find(owner, id)).contains(client);
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    var client = added(newWorkspace());
    var other = newWorkspace();

    assertThat(oauthClients().find(other, client.id())).isEmpty();
    assertThat(oauthClients().findCurrent(other, ACME)).isEmpty();
    assertThat(oauthClients().list(other)).isEmpty();
    assertThat(oauthClients().find(WorkspaceId.OPERATOR, client.id())).isEmpty();
  }

  @Test
  default void addWhenThereIsOneThenItStaysWithoutBeingCurrent() {
    var owner = newWorkspace();
    var former = added(owner);
    var otherApp = added(client(owner, "other"));
    var theirs = added(newWorkspace());

    var next = added(owner);

    assertThat(oauthClients().findCurrent(owner, ACME)).contains(next);
    assertThat(oauthClients().list(owner)).containsExactly(next, otherApp);
    assertThat(oauthClients().find(owner, former.id()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.current()).isFalse();
              assertThat(found.secret()).isEqualTo(former.secret());
            });
    assertThat(oauthClients().findCurrent(theirs.owner(), ACME)).contains(theirs);
  }

  @Test
  default void addWhenManyAtOnceThenOneIsCurrent() throws Exception {
    var owner = newWorkspace();
    Callable<OAuthClient> add = () -> added(owner);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var job : threads.invokeAll(Collections.nCopies(8, add))) {
        assertThat(job.get().owner()).isEqualTo(owner);
      }
    }

    assertThat(oauthClients().list(owner)).hasSize(1);
  }

  @Test
  default void listWhenSeveralThenByAppAsBytes() {
    var owner = newWorkspace();
    var apps = List.of("zoo", "a_b", "ab", "a1", "_x", "a");
    apps.forEach(app -> added(client(owner, app)));

    assertThat(oauthClients().list(owner))
        .extracting(client -> client.app().value())
        .containsExactlyElementsOf(apps.stream().sorted().toList());
  }

  @Test
  default void updateWhenFoundThenSecretScopesAndHealthAreNew() {
    var owner = newWorkspace();
    var former = added(owner);
    var sealed = new Sealed(UUID.randomUUID(), new byte[] {9});
    var next =
        new OAuthClient(
            owner,
            former.id(),
            ACME,
            former.clientId(),
            sealed,
            4,
            List.of("write"),
            Health.ACTIVE,
            true,
            UPDATED.plusSeconds(1));

    assertThat(fromUnit(() -> oauthClients().update(next))).isTrue();

    assertThat(oauthClients().find(owner, former.id())).contains(next);
  }

  @Test
  default void updateWhenNoLongerCurrentThenStaysSo() {
    var owner = newWorkspace();
    var former = added(owner);
    var current = added(owner);

    assertThat(fromUnit(() -> oauthClients().update(former))).isTrue();

    assertThat(oauthClients().findCurrent(owner, ACME)).contains(current);
  }

  @Test
  default void updateAndRemoveWhenOtherWorkspaceThenFalseAndKept() {
    var client = added(newWorkspace());
    var other = newWorkspace();
    var theirs =
        new OAuthClient(
            other, client.id(), ACME, "x", null, 9, List.of(), Health.ACTIVE, true, UPDATED);

    assertThat(fromUnit(() -> oauthClients().update(theirs))).isFalse();
    assertThat(fromUnit(() -> oauthClients().remove(other, client.id()))).isFalse();

    assertThat(oauthClients().find(client.owner(), client.id())).contains(client);
  }

  @Test
  default void removeWhenFoundThenGone() {
    var owner = newWorkspace();
    var client = added(owner);

    assertThat(fromUnit(() -> oauthClients().remove(owner, client.id()))).isTrue();

    assertThat(oauthClients().find(owner, client.id())).isEmpty();
    assertThat(fromUnit(() -> oauthClients().remove(owner, client.id()))).isFalse();
  }

  @Test
  default void countAccountsWhenOtherWorkspaceHasSomeThenOnlyTheOperatorCountsThem() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    var client = added(client(WorkspaceId.OPERATOR, ACME.value()));
    bindAccount(workspace, client);
    bindAccount(other, client);
    bindAccount(other, client);
    bindAccount(workspace, added(workspace));

    assertThat(oauthClients().countAccounts(workspace, client.id())).isEqualTo(1);
    assertThat(oauthClients().countAccounts(other, client.id())).isEqualTo(2);
    assertThat(oauthClients().countAccounts(WorkspaceId.OPERATOR, client.id())).isEqualTo(3);
    assertThat(oauthClients().countAccounts(newWorkspace(), client.id())).isZero();
  }

  @Test
  default void removeUnusedWhenNobodyUsesItThenOnlyFormerOnesOfThisOwnerAndAppGo() {
    var owner = newWorkspace();
    var former = added(owner);
    var current = added(owner);
    var otherApp = added(client(owner, "other"));
    added(client(owner, "other"));
    var theirs = added(newWorkspace());
    added(theirs.owner());

    removeUnused(owner);

    assertThat(oauthClients().find(owner, former.id())).isEmpty();
    assertThat(oauthClients().find(owner, current.id())).isPresent();
    assertThat(oauthClients().find(owner, otherApp.id())).isPresent();
    assertThat(oauthClients().find(theirs.owner(), theirs.id())).isPresent();
  }

  @Test
  default void removeUnusedWhenAnAccountOrAnOpenAttemptUsesItThenStays() {
    var owner = newWorkspace();
    var inAccount = added(owner);
    var inAttempt = added(owner);
    var inExpiredAttempt = added(owner);
    added(owner);
    bindAccount(owner, inAccount);
    beginAttempt(owner, inAttempt, Duration.ZERO);
    beginAttempt(owner, inExpiredAttempt, Duration.ofHours(1));

    removeUnused(owner);

    assertThat(oauthClients().find(owner, inAccount.id())).isPresent();
    assertThat(oauthClients().find(owner, inAttempt.id())).isPresent();
    assertThat(oauthClients().find(owner, inExpiredAttempt.id())).isEmpty();
  }

  @Test
  default void removeUnusedWhenOperatorsIsUsedInSomeWorkspaceThenStays() {
    var client = added(client(WorkspaceId.OPERATOR, ACME.value()));
    bindAccount(newWorkspace(), client);
    added(client(WorkspaceId.OPERATOR, ACME.value()));

    removeUnused(WorkspaceId.OPERATOR);

    assertThat(oauthClients().find(WorkspaceId.OPERATOR, client.id())).isPresent();
  }
}
