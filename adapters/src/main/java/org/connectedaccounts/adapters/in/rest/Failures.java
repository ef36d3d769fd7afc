package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the failures that nobody meant are not faults of ours. */
final class Failures {

  private static final int DEEPEST = 20;

  private Failures() {}

  /**
   * The connection failed (SQLSTATE 08, 57P, 53), or the pool, which has no SQLSTATE, gave none.
   */
  static boolean isDatabaseDown(Throwable failure) {
    return any(
        failure,
        cause ->
            cause instanceof ConnectException
                || (cause instanceof SQLException sql && isConnection(sql.getSQLState())));
  }

  private static boolean isConnection(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }

  static boolean isMalformedJson(Throwable failure) {
    return any(failure, JsonProcessingException.class::isInstance);
  }

  private static boolean any(Throwable failure, Predicate<Throwable> test) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .anyMatch(test);
  }
}
