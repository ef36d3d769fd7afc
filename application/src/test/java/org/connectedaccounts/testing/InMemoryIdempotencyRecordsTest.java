package org.connectedaccounts.testing;

import java.time.Duration;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.WorkspaceId;

class InMemoryIdempotencyRecordsTest implements IdempotencyRecordsContract {

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
  public IdempotencyRecords idempotencyRecords() {
    return new InMemoryIdempotencyRecords(tables);
  }

  @Override
  public void age(WorkspaceId workspace, Duration time) {
    tables.advance(time);
  }
}
