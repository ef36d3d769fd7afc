package org.connectedaccounts.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.connectedaccounts.bootstrap.StartRefused;

/**
 * The server process of a cluster. {@code kill -9} of the service leaves it running, with nobody to
 * stop it; whoever holds the lock of the data directory may.
 */
final class Postmaster {
  private static final long STOP_SECONDS = 60;

  private Postmaster() {}

  static void stopOrphan(Path cluster) {
    var pidFile = cluster.resolve("postmaster.pid");
    try {
      if (!Files.exists(pidFile)) {
        return;
      }
      var process = ProcessHandle.of(pid(Files.readAllLines(pidFile)));
      if (process.isEmpty()) {
        return;
      }
      var commandLine = process.get().info().commandLine().orElse("");
      if (commandLine.contains(cluster.toString())) {
        stop(process.get(), cluster);
      } else if (!commandLine.isEmpty()) {
        // The number was given to some other process since (in containers, at every restart), and
        // the server would refuse to start beside it.
        Files.deleteIfExists(pidFile);
      }
    } catch (IOException failed) {
      throw new StartRefused(pidFile + " cannot be read: " + failed, failed);
    }
  }

  private static long pid(List<String> lines) {
    try {
      return lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
    } catch (NumberFormatException damaged) {
      return -1;
    }
  }

  private static void stop(ProcessHandle process, Path cluster) throws IOException {
    interrupt(process);
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException running) {
      throw new StartRefused(
          "The PostgreSQL of an earlier start (process %d) still runs on %s and does not stop. Stop it, then start again."
              .formatted(process.pid(), cluster),
          running);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGINT is PostgreSQL's fast stop: SIGTERM would wait for clients that may never leave. */
  private static void interrupt(ProcessHandle process) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      process.destroy();
      return;
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
  }
}
