package org.connectedaccounts.harness.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A durable PostgreSQL of its own that can be killed, and comes back with its data on its port. */
public final class Database implements AutoCloseable {
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final Path directory;
  private final Path binaries;
  private final int port;
  private final Undertaker undertaker;
  private @Nullable EmbeddedPostgres postgres;

  private Database(Path directory, Path binaries, int port, Undertaker undertaker) {
    this.directory = directory;
    this.binaries = binaries;
    this.port = port;
    this.undertaker = undertaker;
  }

  /** The unpacked server may be shared by runs; the data are this run's. */
  static Database start(Path directory, Path binaries, Undertaker undertaker) {
    Database database = new Database(directory, binaries, Ports.free(), undertaker);
    database.start();
    return database;
  }

  public int port() {
    return port;
  }

  /** By way of a port: the server's own, or a proxy's. */
  public static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public void start() {
    try {
      Files.createDirectories(directory);
      Path log = directory.resolveSibling("postgresql.log");
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_WAIT)
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "150")
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .start();
      undertaker.watch("QUIT", pid());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** {@code kill -9} of the server; its children notice by themselves. */
  public void kill() {
    long pid = pid();
    var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    Signals.send("KILL", pid);
    children.forEach(Database::await);
    // The library holds a lock on the data that only its own end gives back.
    close();
  }

  public boolean running() {
    return postgres != null;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(port), "postgres", "");
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /** Does this in a transaction that stays open until the connection is closed. */
  public Connection holding(String sql) {
    try {
      Connection connection = connect();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return connection;
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /** Every row as the texts of its columns. */
  public List<List<@Nullable String>> rows(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  public long count(String sql) {
    return Long.parseLong(String.valueOf(rows(sql).getFirst().getFirst()));
  }

  /** Ends every connection of the service. */
  public long terminateBackends() {
    return count(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
  }

  private long pid() {
    try {
      return Long.parseLong(
          Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void await(ProcessHandle child) {
    try {
      child.onExit().get(START_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException("a child of PostgreSQL stays: " + child.pid(), failed);
    }
  }

  @Override
  public void close() {
    EmbeddedPostgres running = postgres;
    postgres = null;
    if (running != null) {
      try {
        running.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
