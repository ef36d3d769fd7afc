package org.connectedaccounts.application.connect;

import java.util.function.IntUnaryOperator;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.UnitOfWork;

/**
 * Destroys what is over: sessions with the codes and tokens of their attempts, and kept answers.
 */
public final class ForgetExpired {

  private static final int BATCH = 500;

  private final ConnectSessions sessions;
  private final IdempotencyRecords records;
  private final UnitOfWork unitOfWork;

  public ForgetExpired(
      ConnectSessions sessions, IdempotencyRecords records, UnitOfWork unitOfWork) {
    this.sessions = sessions;
    this.records = records;
    this.unitOfWork = unitOfWork;
  }

  /** In batches, so that no unit of work is long. */
  public void handle() {
    whileFull(sessions::removeExpired);
    whileFull(records::removeExpired);
  }

  private void whileFull(IntUnaryOperator remove) {
    int gone;
    do {
      gone = unitOfWork.call(() -> remove.applyAsInt(BATCH));
    } while (gone >= BATCH);
  }
}
