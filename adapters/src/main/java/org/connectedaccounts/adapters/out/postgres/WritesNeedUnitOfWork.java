package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Without it a write outside of a unit of work would commit by itself, statement by statement. */
@PersistenceUnitExtension
final class WritesNeedUnitOfWork implements StatementInspector {

  private static final long serialVersionUID = 1L;

  @Override
  public String inspect(String sql) {
    if (!sql.regionMatches(true, 0, "select", 0, 6)
        && QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("A write needs a unit of work");
    }
    return sql;
  }
}
