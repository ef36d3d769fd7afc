package org.connectedaccounts.bootstrap.walk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Every value of every table, as text. */
final class DatabaseDump {

  private static final String COLUMNS =
      """
      select table_name,
             string_agg(
               case data_type
                 when 'bytea' then 'coalesce(encode(' || quote_ident(column_name) || ', ''escape''), '''')'
                 else 'coalesce(' || quote_ident(column_name) || '::text, '''')'
               end, ' || ''|'' || ')
      from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
      group by table_name
      """;

  private DatabaseDump() {}

  /** The rows by table. */
  static Map<String, List<String>> of(DataSource database) throws SQLException {
    Map<String, List<String>> dump = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      Map<String, String> selects = new LinkedHashMap<>();
      try (ResultSet tables = statement.executeQuery(COLUMNS)) {
        while (tables.next()) {
          String table = tables.getString(1);
          selects.put(table, "select " + tables.getString(2) + " from \"" + table + '"');
        }
      }
      for (Map.Entry<String, String> select : selects.entrySet()) {
        dump.put(select.getKey(), rows(statement, select.getValue()));
      }
    }
    return dump;
  }

  private static List<String> rows(Statement statement, String select) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(select)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
