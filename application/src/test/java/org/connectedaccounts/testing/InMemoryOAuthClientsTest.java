package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.AuthorizationAttempt.AuthorizationRequest;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workspace.WorkspaceId;

class InMemoryOAuthClientsTest implements OAuthClientsContract {

  private static final AuthMethodId METHOD = new AuthMethodId("oauth");

  private final InMemoryTables tables = new InMemoryTables();

  @Override
  public UnitOfWork unitOfWork() {
    return tables;
  }

  @Override
  public Workspaces workspaces() {
    return new InMemoryWorkspaces(tables);
  }

  @Override
  public OAuthClients oauthClients() {
    return new InMemoryOAuthClients(tables);
  }

  @Override
  public void bindAccount(WorkspaceId workspace, OAuthClient client) {
    var account =
        new ConnectedAccount(
            workspace,
            new AccountId(FakeIds.next()),
            new Origin(definition(client), METHOD, client.id(), Binding.USER_VERIFIED, true),
            new Owner(null, true),
            null,
            null,
            Map.of(),
            GrantedScopes.NONE,
            AccountStatus.active(tables.now()),
            1,
            Times.createdAt(tables.now()));
    Map<RowKey, ConnectedAccount> accounts = tables.table("connected_account");
    inUnit(() -> accounts.put(RowKey.of(workspace, account.id().value()), account));
  }

  @Override
  public void beginAttempt(WorkspaceId workspace, OAuthClient client, Duration left) {
    var attempt =
        new AuthorizationAttempt(
            workspace,
            new AttemptId(FakeIds.next()),
            new SessionId(FakeIds.next()),
            definition(client),
            METHOD,
            new AuthorizationRequest(
                client.id(), client.owner(), "context", "hash", "https://redirect", null, null),
            List.of(),
            new SealedCredential(new Sealed(UUID.randomUUID(), new byte[] {1}), null),
            false,
            tables.now().plus(left));
    Map<RowKey, AuthorizationAttempt> attempts = tables.table("authorization_attempt");
    inUnit(() -> attempts.put(RowKey.of(workspace, attempt.id().value()), attempt));
  }

  private static DefinitionRef definition(OAuthClient client) {
    return new DefinitionRef(WorkspaceId.OPERATOR, client.app(), "digest");
  }
}
