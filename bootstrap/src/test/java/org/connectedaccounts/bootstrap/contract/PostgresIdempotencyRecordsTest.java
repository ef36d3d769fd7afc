package org.connectedaccounts.bootstrap.contract;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.IdempotencyRecordsContract;

@QuarkusTest
class PostgresIdempotencyRecordsTest implements IdempotencyRecordsContract {

  @Inject UnitOfWork unitOfWork;
  @Inject Workspaces workspaces;
  @Inject IdempotencyRecords idempotencyRecords;

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
  public IdempotencyRecords idempotencyRecords() {
    return idempotencyRecords;
  }

  @Override
  public void age(WorkspaceId workspace, Duration time) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                update idempotency_record set created_at = created_at - make_interval(secs => ?)
                where workspace_id = ?
                """)) {
      statement.setLong(1, time.toSeconds());
      statement.setObject(2, workspace.value());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
