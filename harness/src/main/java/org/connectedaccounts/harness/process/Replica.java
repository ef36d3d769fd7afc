package org.connectedaccounts.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.harness.wire.HttpLink;
import org.jspecify.annotations.Nullable;

/** One packaged service in a JVM of its own. It keeps its ports over its restarts. */
public final class Replica {
  private static final Duration READY_WAIT = Duration.ofMinutes(3);
  private static final Duration PROBE_WAIT = Duration.ofSeconds(2);

  private final int number;
  private final Path directory;
  private final Installation installation;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private ReplicaSettings settings;
  private @Nullable Process process;

  Replica(int number, Path directory, Installation installation, ReplicaSettings settings) {
    this.number = number;
    this.directory = directory;
    this.installation = installation;
    this.settings = settings;
  }

  public int number() {
    return number;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return running().pid();
  }

  public boolean alive() {
    Process present = process;
    return present != null && present.isAlive();
  }

  /** For the next start. */
  public void settings(ReplicaSettings next) {
    settings = next;
  }

  public ReplicaSettings settings() {
    return settings;
  }

  public void start() {
    try {
      Files.createDirectories(failpoints());
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.directory(directory.toFile());
      builder.environment().putAll(installation.environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      Process started = builder.start();
      process = started;
      installation.undertaker().watch("KILL", started.pid());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public void awaitReady() {
    Instant end = Instant.now().plus(READY_WAIT);
    while (!ready()) {
      if (!alive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("replica " + number + " is not ready; see " + log());
      }
      pause(Duration.ofMillis(100));
    }
  }

  public boolean ready() {
    try (HttpLink link = new HttpLink(port, PROBE_WAIT)) {
      return link.send("GET", "/q/health/ready", Map.of(), null).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** {@code kill -9}, also of a replica that is stopped. */
  public void kill() {
    Process present = process;
    if (present != null) {
      present.destroyForcibly();
      await(present, READY_WAIT);
    }
  }

  public void freeze() {
    Signals.send("STOP", running().pid());
  }

  public void thaw() {
    Signals.send("CONT", running().pid());
  }

  /** SIGTERM; says how long the replica took to leave. */
  public Duration terminate(Duration patience) {
    Process present = running();
    long asked = System.nanoTime();
    present.destroy();
    if (!await(present, patience)) {
      throw new IllegalStateException("replica " + number + " does not stop; see " + log());
    }
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  /** Waits for a replica that is about to end by itself. */
  public boolean awaitEnd(Duration patience) {
    Process present = process;
    return present == null || await(present, patience);
  }

  public Path failpoints() {
    return directory.resolve("failpoints");
  }

  public Path log() {
    return directory.resolve("replica.log");
  }

  private Process running() {
    Process present = process;
    if (present == null) {
      throw new IllegalStateException("replica " + number + " was never started");
    }
    return present;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(System.getProperty("harness.jvm", "-Xmx256m").split(" ")));
    installation.agent().ifPresent(command::add);
    command.add("-Dharness.failpoints=" + failpoints());
    command.add("-Dconnected-accounts.data-dir=" + directory.resolve("data"));
    command.add("-Dconnected-accounts.port=" + port);
    command.add("-Dconnected-accounts.management-port=" + managementPort);
    // Callers of the harness come by the thousand, with one key.
    command.add("-Dconnected-accounts.rate-limit.requests=0");
    command.add("-Dconnected-accounts.public-url=http://127.0.0.1:" + port);
    command.add("-Dquarkus.datasource.jdbc.url=" + Database.jdbcUrl(settings.databasePort()));
    settings.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(installation.jar().toString());
    return command;
  }

  private static boolean await(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
