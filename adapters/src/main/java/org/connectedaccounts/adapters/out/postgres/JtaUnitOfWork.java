package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.UnitOfWork;

@Singleton
final class JtaUnitOfWork implements UnitOfWork {

  @Override
  public <T> T call(Supplier<T> work) {
    // Asked first, since what Quarkus would throw is not told apart from a failing commit.
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("Units of work do not nest");
    }
    return QuarkusTransaction.disallowingExisting().call(work::get);
  }
}
