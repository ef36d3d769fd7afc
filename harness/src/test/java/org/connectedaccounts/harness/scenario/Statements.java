package org.connectedaccounts.harness.scenario;

import java.util.List;
import org.connectedaccounts.harness.process.Database;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL was asked for since it was told to count: each call is a round trip. */
final class Statements {
  private static final String COUNTED =
      " from pg_stat_statements where query not like '%pg_stat_statements%'"
          // The heartbeat of leases.
          + " and query not like '%update refresh_attempt r%set lease_until = %from held%'";

  private final Database database;

  private Statements(Database database) {
    this.database = database;
  }

  static Statements counting(Database database) {
    database.execute("create extension if not exists pg_stat_statements");
    database.execute("select pg_stat_statements_reset()");
    return new Statements(database);
  }

  long calls() {
    return database.count("select coalesce(sum(calls), 0)" + COUNTED);
  }

  /** The most frequent ones: how often, how long each took, how it begins. */
  List<List<@Nullable String>> mostFrequent(int count) {
    return database.rows(
        "select calls, round(mean_exec_time::numeric, 2),"
            + " left(regexp_replace(query, '\\s+', ' ', 'g'), 90)"
            + COUNTED
            + " order by calls desc limit "
            + count);
  }

  /** Those that took the most of the server's time, as above. */
  List<List<@Nullable String>> costliest(int count) {
    return database.rows(
        "select calls, round(mean_exec_time::numeric, 2),"
            + " left(regexp_replace(query, '\\s+', ' ', 'g'), 90)"
            + COUNTED
            + " order by total_exec_time desc limit "
            + count);
  }
}
