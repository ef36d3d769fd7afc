package org.connectedaccounts.bootstrap.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.UUID;

/** The one PostgreSQL of a test JVM, in a temporary directory. */
public record TestServer(String jdbcUrl, String username, String password) {
  private static final String URL = "connected-accounts.test.jdbc-url";
  private static final String USERNAME = "connected-accounts.test.username";
  private static final String PASSWORD = "connected-accounts.test.password";

  public static synchronized TestServer running() {
    // Quarkus loads test classes anew for each application, so that a static field would be lost.
    if (System.getProperty(URL) == null) {
      start();
    }
    return new TestServer(
        System.getProperty(URL, ""),
        System.getProperty(USERNAME, ""),
        System.getProperty(PASSWORD, ""));
  }

  private static void start() {
    try {
      var directory = Files.createTempDirectory("connected-accounts-test");
      var database = EmbeddedDatabase.start(directory);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    database.close();
                    delete(directory);
                  },
                  "stop-test-postgres"));
      System.setProperty(URL, database.jdbcUrl());
      System.setProperty(USERNAME, database.username());
      System.setProperty(PASSWORD, database.password());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Makes an empty database and tells its URL. */
  public String newDatabase() {
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = DriverManager.getConnection(jdbcUrl, username, password);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException("no database for this test", failed);
    }
    return jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + name;
  }

  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
