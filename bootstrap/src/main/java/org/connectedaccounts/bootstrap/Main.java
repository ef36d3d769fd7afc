package org.connectedaccounts.bootstrap;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.embedded.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/** Starts the service, with a PostgreSQL of its own when none is configured. */
@QuarkusMain
public final class Main {
  private static final int FAILED = 1;
  private static final long STOP_SECONDS = 60;

  /**
   * Records wait until logging is configured, and all come out if the start fails before that. What
   * these say then only buries the reason.
   */
  private static final List<Logger> TALKATIVE =
      Stream.of("io.zonky", "org.hibernate").map(Logger::getLogger).toList();

  private final CountDownLatch stopped = new CountDownLatch(1);
  private int exitCode;

  private Main() {}

  public static void main(String... args) {
    var exitCode = new Main().run(args);
    // In development mode main is called again and again in one JVM.
    if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
      System.exit(exitCode);
    }
  }

  private int run(String... args) {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    try {
      var settings = StartSettings.read(CommandLine.parse(args));
      settings.refuseUnusablePorts();
      if (settings.databaseConfigured()) {
        serve(args);
      } else {
        serveWithEmbeddedDatabase(settings, args);
      }
    } catch (StartRefused refused) {
      StartFailure.print(refused);
      exitCode = FAILED;
    } finally {
      stopped.countDown();
    }
    return exitCode;
  }

  private void serveWithEmbeddedDatabase(StartSettings settings, String... args) {
    // A signal ends the JVM when its hooks are through: this one holds it until the database, which
    // must outlive the requests that are being finished, has stopped as well.
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStopped, "await-database-stop"));
    try (var database = EmbeddedDatabase.start(settings.dataDirectory())) {
      System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
      System.setProperty("quarkus.datasource.username", database.username());
      System.setProperty("quarkus.datasource.password", database.password());
      serve(args);
    }
  }

  private void serve(String... args) {
    Quarkus.run(ConnectedAccounts.class, this::exited, args);
  }

  private void exited(int code, @Nullable Throwable cause) {
    exitCode = code;
    if (cause != null) {
      StartFailure.print(cause);
    }
  }

  private void awaitStopped() {
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("PostgreSQL did not stop in time; the next start will recover it.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
