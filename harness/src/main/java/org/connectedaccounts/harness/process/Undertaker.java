package org.connectedaccounts.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that outlives the harness by a moment, and takes with it what the harness started: it
 * waits for the end of its input, which comes however the harness dies.
 */
final class Undertaker implements AutoCloseable {
  // A number may belong to somebody else by then; ours have the run's directory in the command.
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      list=
      while read -r signal pid; do list="$list $signal:$pid"; done
      for entry in $list; do
        pid=${entry#*:}
        if tr '\\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$0"; then
          kill -"${entry%%:*}" "$pid"
        fi
      done
      """;

  private final Process process;
  private final Writer input;

  private Undertaker(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.US_ASCII);
  }

  static Undertaker start(Path directory) {
    try {
      return new Undertaker(
          new ProcessBuilder("sh", "-c", SCRIPT, directory.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A replica ends by KILL, PostgreSQL by QUIT: it has shared memory to give back. */
  synchronized void watch(String signal, long pid) {
    try {
      input.write(signal + " " + pid + "\n");
      input.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
      process.waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
