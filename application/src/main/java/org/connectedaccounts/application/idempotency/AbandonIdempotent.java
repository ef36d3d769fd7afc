package org.connectedaccounts.application.idempotency;

import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.UnitOfWork;

/** Frees the key of a request that changed nothing, so that it can be tried again. */
public final class AbandonIdempotent {

  private final IdempotencyRecords records;
  private final UnitOfWork unitOfWork;

  public AbandonIdempotent(IdempotencyRecords records, UnitOfWork unitOfWork) {
    this.records = records;
    this.unitOfWork = unitOfWork;
  }

  public record Command(HeldKey held) {}

  public void handle(Command command) {
    unitOfWork.run(() -> records.abandon(command.held().key()));
  }
}
