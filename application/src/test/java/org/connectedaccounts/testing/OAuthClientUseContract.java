package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What {@link OAuthClients} owe to the accounts and attempts that use them. */
public interface OAuthClientUseContract extends OAuthClientStoreContract {

  ConnectedAccounts accounts();

  ConnectSessions sessions();

  StoreClock clock();

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
                client.id(), client.owner(), false, "context", "hash", "https://back", null, null),
            filled.scopes(),
            filled.credential(),
            false,
            null,
            session.expiresAt());
    inUnit(
        () -> {
          sessions().add(session, new Ways(null, session.id().text()));
          sessions().addAttempt(attempt);
        });
  }

  private void removeUnused(WorkspaceId owner) {
    inUnit(() -> oauthClients().removeUnused(owner, ACME));
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
