package org.connectedaccounts.bootstrap.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;

/** A process of its own that writes a row and waits to be killed. */
final class KeptDatabase {
  static final String READY = "ready";

  private KeptDatabase() {}

  public static void main(String... args) throws Exception {
    var database = EmbeddedDatabase.start(Path.of(args[0]));
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (word text)");
      statement.execute("INSERT INTO kept VALUES ('survivor')");
      System.out.println(READY);
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
