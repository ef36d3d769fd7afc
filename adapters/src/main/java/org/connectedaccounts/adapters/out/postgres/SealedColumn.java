package org.connectedaccounts.adapters.out.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The columns that hold sealed values, and how a row tells what its value was sealed for. */
enum SealedColumn {
  CREDENTIAL_AUTHS("credential", "auths", "account_id, generation") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.authsOf(generation(workspace, row));
    }
  },
  CREDENTIAL_REFRESH("credential", "refresh", "account_id, generation") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.refreshOf(generation(workspace, row));
    }
  },
  SPARE_AUTHS("spare_credential", "auths", "account_id, attempt") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.authsOf(spare(workspace, row));
    }
  },
  SPARE_REFRESH("spare_credential", "refresh", "account_id, attempt") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.refreshOf(spare(workspace, row));
    }
  },
  CLIENT_SECRET("oauth_client", "secret", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      var client = new OAuthClientId(id(row, "id"));
      return OAuthClient.sealedFor(workspace, client, row.getInt("secret_version"));
    }
  },
  FORMER_CLIENT_SECRET("oauth_client", "former_secret", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      var client = new OAuthClientId(id(row, "id"));
      return OAuthClient.sealedFor(workspace, client, row.getInt("former_version"));
    }
  },
  ATTEMPT_VERIFIER("authorization_attempt", "verifier", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return attempt(workspace, row, "verifier");
    }
  },
  ATTEMPT_CODE("authorization_attempt", "code", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return attempt(workspace, row, "code");
    }
  },
  ATTEMPT_AUTHS("authorization_attempt", "auths", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.authsOf(attempt(workspace, row, "credential"));
    }
  },
  ATTEMPT_REFRESH("authorization_attempt", "refresh", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return SealedCredential.refreshOf(attempt(workspace, row, "credential"));
    }
  },
  WEBHOOK_SECRET("webhook_endpoint", "secret", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return webhookSecret(workspace, row, row.getInt("secret_version"));
    }
  },
  FORMER_WEBHOOK_SECRET("webhook_endpoint", "former_secret", "id") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return webhookSecret(workspace, row, row.getInt("secret_version") - 1);
    }
  },
  ANSWER("idempotency_record", "body", "scope, key") {
    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return new IdempotencyRecords.Key(workspace, row.getString("scope"), row.getString("key"))
          .sealedFor();
    }
  },
  FINGERPRINT_KEY("fingerprint_key", "sealed", "purpose") {
    @Override
    String keyColumn() {
      return "data_key";
    }

    @Override
    String workspace() {
      return "'" + WorkspaceId.OPERATOR.value() + "'::uuid";
    }

    @Override
    SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException {
      return FingerprintKeys.sealedFor(Purpose.valueOf(row.getString("purpose")));
    }
  };

  private final String table;
  private final String column;
  private final String identity;

  /**
   * @param identity the columns that identify a row within its workspace
   */
  SealedColumn(String table, String column, String identity) {
    this.table = table;
    this.column = column;
    this.identity = identity;
  }

  abstract SealedFor place(WorkspaceId workspace, ResultSet row) throws SQLException;

  String table() {
    return table;
  }

  String column() {
    return column;
  }

  List<String> identity() {
    return List.of(identity.split(", ", -1));
  }

  /** Which data key opens it. */
  String keyColumn() {
    return column + "_key";
  }

  /** Whose it is, as SQL. */
  String workspace() {
    return "workspace_id";
  }

  private static UUID id(ResultSet row, String name) throws SQLException {
    return row.getObject(name, UUID.class);
  }

  private static SealedFor generation(WorkspaceId workspace, ResultSet row) throws SQLException {
    var account = new AccountId(id(row, "account_id"));
    return CredentialGeneration.sealedFor(workspace, account, row.getLong("generation"));
  }

  private static SealedFor spare(WorkspaceId workspace, ResultSet row) throws SQLException {
    return RefreshAttempts.Attempt.spareSealedFor(
        workspace, id(row, "attempt"), row.getLong("parent_generation"));
  }

  private static SealedFor webhookSecret(WorkspaceId workspace, ResultSet row, int version)
      throws SQLException {
    var endpoint = new WebhookEndpointId(id(row, "id"));
    return WebhookEndpoint.secretSealedFor(workspace, endpoint, version);
  }

  private static SealedFor attempt(WorkspaceId workspace, ResultSet row, String field)
      throws SQLException {
    return AuthorizationAttempt.sealedFor(workspace, new AttemptId(id(row, "id")), field);
  }
}
