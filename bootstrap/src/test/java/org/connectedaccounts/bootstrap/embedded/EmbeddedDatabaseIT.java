package org.connectedaccounts.bootstrap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.connectedaccounts.bootstrap.StartRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseIT {
  @TempDir private static Path binaries;
  @TempDir private Path directory;

  @BeforeEach
  void unpackTheServerOnce() throws IOException {
    Files.createSymbolicLink(directory.resolve("postgresql"), binaries);
  }

  @Test
  void startWhenEmptyThenDurableAndClosedToOthers() throws Exception {
    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("localhost");
      assertThat(ask(database, "SHOW unix_socket_directories")).isEmpty();
      assertThat(ask(database, "SHOW server_version")).startsWith("18.");
      assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(directory.resolve("pg18/postmaster.pid")).doesNotExist();
  }

  @Test
  void startWhenProcessWasKilledThenStopsItsServerAndKeepsTheData() throws Exception {
    var child = startChild();
    var orphan = postmaster();
    child.destroyForcibly().waitFor();
    assertThat(orphan.isAlive()).as("the server outlives the process").isTrue();

    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("survivor");
    }
  }

  @Test
  void startWhenDirectoryIsInUseThenRefusesAndNamesTheProcess() throws Exception {
    var child = startChild();
    try {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("process " + child.pid())
          .hasMessageContaining("connected-accounts.data-dir");
      assertThat(postmaster().isAlive()).as("its server is left alone").isTrue();
    } finally {
      child.destroyForcibly().waitFor();
      Postmaster.stopOrphan(directory.toRealPath().resolve("pg18"));
    }
  }

  @Test
  void startWhenDataAreOfAnotherVersionThenRefuses() throws Exception {
    Files.createDirectories(directory.resolve("pg18"));
    Files.writeString(directory.resolve("pg18/PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PostgreSQL 17");
  }

  @Test
  void startWhenFirstStartWasKilledThenMakesTheClusterAnew() throws Exception {
    Files.createDirectories(directory.resolve("pg18/base/1"));
    Files.writeString(directory.resolve("pg18/PG_VERSION"), "18\n");

    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void startWhenNumberOfServerBelongsToAnotherProcessThenStarts() throws Exception {
    EmbeddedDatabase.start(directory).close();
    Files.writeString(
        directory.resolve("pg18/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");

    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SELECT 1")).isEqualTo("1");
    }
  }

  private Process startChild() throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KeptDatabase.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    awaitReady(process.inputReader(StandardCharsets.UTF_8));
    return process;
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    var said = new StringBuilder();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(KeptDatabase.READY)) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("The process ended early: " + said);
  }

  private ProcessHandle postmaster() throws IOException {
    var pid = Files.readAllLines(directory.resolve("pg18/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
