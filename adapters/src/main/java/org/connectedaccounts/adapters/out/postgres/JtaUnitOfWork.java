package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.UnitOfWork;

@Singleton
final class JtaUnitOfWork implements UnitOfWork {

  @Override
  public <T> T call(Supplier<T> work) {
    return call(QuarkusTransaction.disallowingExisting(), work);
  }

  @Override
  public <T> T call(Duration atMost, Supplier<T> work) {
    return call(
        QuarkusTransaction.disallowingExisting().timeout(Math.toIntExact(atMost.toSeconds())),
        work);
  }

  private static <T> T call(TransactionRunnerOptions transaction, Supplier<T> work) {
    // Asked first, since what Quarkus would throw is not told apart from a failing commit.
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("Units of work do not nest");
    }
    return transaction.call(work::get);
  }
}
