package org.connectedaccounts.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged service in a JVM of its own, as a new user starts it; one for all tests. */
final class Service {
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

  private static @Nullable Service running;

  private final Process process;
  private final Path data;
  private final int port;

  private Service(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  static synchronized Service running() {
    Service present = running;
    if (present == null) {
      present = start(Map.of());
      running = present;
    }
    return present;
  }

  /** Where browsers reach it. */
  String base() {
    return "http://localhost:" + port;
  }

  String operatorKey() {
    return file("operator-key");
  }

  /** The key of the first workspace, whose return page is the demo's own. */
  String firstKey() {
    return file("api-key");
  }

  /** For what no interface does: time that passes, thousands of rows. */
  int sql(String statement) {
    String url = "jdbc:postgresql://localhost:" + databasePort() + "/postgres";
    try (Connection connection =
            DriverManager.getConnection(url, "postgres", file("pg18.password"));
        Statement one = connection.createStatement()) {
      return one.executeUpdate(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(statement, failed);
    }
  }

  /** One that may call what is on this machine. */
  static Service allowing(String egress) {
    return start(Map.of("CONNECTED_ACCOUNTS_EGRESS_ALLOW", egress));
  }

  private static Service start(Map<String, String> environment) {
    Path jar = Path.of(System.getProperty("browser.service", ""));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("build the service first: there is no " + jar);
    }
    try {
      Path data = Files.createTempDirectory("connected-accounts-browser-");
      int port = freePort();
      Path folder = Path.of(System.getProperty("browser.directory", "target"));
      Path log = folder.resolve("service-" + port + ".log");
      ProcessBuilder command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Xmx384m",
                  "-jar",
                  jar.toString(),
                  "--port=" + port,
                  "--management-port=" + freePort(),
                  "--data-dir=" + data)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      command.environment().putAll(environment);
      Service service = new Service(command.start(), data, port);
      Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "end of the service"));
      service.awaitReady(log);
      return service;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitReady(Path log) {
    Instant end = Instant.now().plus(START_PATIENCE);
    while (!ready()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("the service is not ready; see " + log);
      }
      pause();
    }
  }

  private boolean ready() {
    URI health = URI.create(base() + "/q/health/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Folders.remove(data);
  }

  private int databasePort() {
    // Its fourth line, by PostgreSQL's manual.
    return Integer.parseInt(file("pg18/postmaster.pid").lines().toList().get(3).strip());
  }

  private String file(String name) {
    try {
      return Files.readString(data.resolve(name)).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(250));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
