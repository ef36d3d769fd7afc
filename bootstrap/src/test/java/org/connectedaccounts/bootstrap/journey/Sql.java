package org.connectedaccounts.bootstrap.journey;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What only the service's database can tell a test, or do for it. */
record Sql(DataSource database) {

  /** The first column of the first row. */
  String value(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        throw new AssertionError("no row: " + query);
      }
      return String.valueOf(rows.getString(1));
    }
  }

  void run(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var one = connection.createStatement()) {
      one.executeUpdate(statement);
    }
  }
}
