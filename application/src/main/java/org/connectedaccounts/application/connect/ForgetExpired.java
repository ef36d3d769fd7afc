package org.connectedaccounts.application.connect;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.UnitOfWork;

/**
 * Destroys what is over: codes, tokens and typed fields at once, kept answers, and sessions once
 * nobody asks any more how they ended.
 */
public final class ForgetExpired {

  private static final int BATCH = 500;
  private static final Duration READABLE = Duration.ofHours(24);

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
    whileFull(sessions::destroyExpired);
    whileFull(limit -> sessions.removeExpired(READABLE, limit));
    whileFull(records::removeExpired);
  }

  private void whileFull(IntUnaryOperator remove) {
    int gone;
    do {
      gone = unitOfWork.call(() -> remove.applyAsInt(BATCH));
    } while (gone >= BATCH);
  }
}
