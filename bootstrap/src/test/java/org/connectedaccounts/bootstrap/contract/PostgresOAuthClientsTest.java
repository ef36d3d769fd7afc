package org.connectedaccounts.bootstrap.contract;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.OAuthClientsContract;

@QuarkusTest
class PostgresOAuthClientsTest implements OAuthClientsContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject OAuthClients oauthClients;
  @Inject AgroalDataSource database;

  @Override
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  @Override
  public Workspaces workspaces() {
    return workspaces;
  }

  @Override
  public OAuthClients oauthClients() {
    return oauthClients;
  }

  @Override
  public void bindAccount(WorkspaceId workspace, OAuthClient client) {
    execute(
        """
        insert into connected_account (workspace_id, id, app, definition_owner, definition_digest,
          method, oauth_client, binding, verified, shared, status, status_since, generation,
          created_at, updated_at)
        values (?, ?, 'acme', '00000000-0000-0000-0000-000000000000', 'digest',
          'oauth', ?, 'USER_VERIFIED', true, true, 'ACTIVE', now(), 1, now(), now())
        """,
        workspace.value(),
        FakeIds.next(),
        client.id().value());
  }

  @Override
  public void beginAttempt(WorkspaceId workspace, OAuthClient client, Duration left) {
    var session = FakeIds.next();
    execute(
        """
        insert into connect_session (workspace_id, id, token_fingerprint, kind, shared, progress,
          created_at, expires_at)
        values (?, ?, ?, 'CONNECT', false, 'AUTHORIZING', now(), now() + interval '1 hour')
        """,
        workspace.value(),
        session,
        session.toString());
    execute(
        """
        insert into authorization_attempt (workspace_id, id, session, app, definition_owner,
          definition_digest, method, oauth_client, oauth_client_owner, auths, auths_key, verified,
          expires_at)
        values (?, ?, ?, 'acme', '00000000-0000-0000-0000-000000000000',
          'digest', 'oauth', ?, ?, '', ?, false, now() + make_interval(secs => ?))
        """,
        workspace.value(),
        FakeIds.next(),
        session,
        client.id().value(),
        client.owner().value(),
        FakeIds.next(),
        left.toSeconds());
  }

  private void execute(String sql, Object... values) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
