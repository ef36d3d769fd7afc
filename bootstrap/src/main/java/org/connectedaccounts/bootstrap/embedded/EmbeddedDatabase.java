package org.connectedaccounts.bootstrap.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import org.connectedaccounts.bootstrap.StartRefused;

/**
 * A real PostgreSQL that keeps its data in a directory of ours, survives {@code kill -9} of the
 * service, and listens on the loopback interface only.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  static final int MAJOR_VERSION = 18;
  private static final String SUPERUSER = "postgres";

  // Crash recovery replays the log before the server answers.
  private static final Duration START_WAIT = Duration.ofMinutes(2);

  private final DataDirectory directory;
  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres postgres, String password) {
    this.directory = directory;
    this.postgres = postgres;
    this.password = password;
  }

  /**
   * Starts the server on the data of this directory, which is made when it is not there.
   *
   * @throws StartRefused when another service uses the directory, when its data are of another
   *     major version, or when the server does not start
   */
  public static EmbeddedDatabase start(Path dataDirectory) {
    var directory = DataDirectory.open(dataDirectory);
    try {
      directory.refuseOtherVersion();
      directory.removeUnfinishedCluster();
      Postmaster.stopOrphan(directory.cluster());
      var password = SuperuserPassword.of(directory);
      return new EmbeddedDatabase(directory, startServer(directory, password), password.value());
    } catch (RuntimeException | Error failed) {
      directory.close();
      throw failed;
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
  }

  public String username() {
    return SUPERUSER;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() {
    try (directory) {
      postgres.close();
      // The library gives up after five seconds, while a checkpoint on a slow disk takes longer.
      Postmaster.stopOrphan(directory.cluster());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static EmbeddedPostgres startServer(DataDirectory directory, SuperuserPassword password) {
    var log = directory.freshLog();
    try {
      return builder(directory, password, log).start();
    } catch (IOException | RuntimeException | ExceptionInInitializerError failed) {
      Postmaster.stopOrphan(directory.cluster());
      throw new StartRefused(
          "The embedded PostgreSQL did not start; its own words are in "
              + log
              + ". (A root without user namespaces cannot run it: start as an ordinary user, or"
              + " configure a database with QUARKUS_DATASOURCE_JDBC_URL.)",
          failed);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      DataDirectory directory, SuperuserPassword password, Path log) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.cluster())
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(directory.binaries().toFile())
        // Ours is closed after the last request, not beside it.
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_WAIT)
        .setErrorRedirector(Redirect.appendTo(log.toFile()))
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setConnectConfig("password", password.value())
        // The library's own defaults are for tests and give up durability.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "localhost")
        // A socket in a shared directory would be a second door.
        .setServerConfig("unix_socket_directories", "''")
        // These become options of initdb, the last of a kind wins: no trust for local users, and
        // the same sort order on every machine.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.file().toString())
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8");
  }
}
