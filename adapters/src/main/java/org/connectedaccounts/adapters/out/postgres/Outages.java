package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, for now, from a fault of ours. */
@Singleton
final class Outages implements Predicate<Throwable> {

  private static final int DEEPEST = 20;

  @Override
  public boolean test(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .anyMatch(Outages::isConnection);
  }

  private static boolean isConnection(Throwable cause) {
    return cause instanceof ConnectException
        || (cause instanceof SQLException sql && isConnection(sql.getSQLState()));
  }

  /**
   * Class 08, 57P (shutting down), 53 (no resources); or none, from a pool that has nothing left.
   */
  private static boolean isConnection(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }
}
