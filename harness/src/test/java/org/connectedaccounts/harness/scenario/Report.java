package org.connectedaccounts.harness.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What a run did, on the console and in a file. */
final class Report {
  private final String scenario;
  private final Path file = Path.of(System.getProperty("harness.report", "target/report.txt"));
  private final long started = System.nanoTime();

  Report(String scenario) {
    this.scenario = scenario;
  }

  // The annotation that is asked for would be the module's only use of one more library.
  @SuppressWarnings("AnnotateFormatMethod")
  void say(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    long seconds = (System.nanoTime() - started) / 1_000_000_000;
    String line = "[%s %3ds] %s".formatted(scenario, seconds, text);
    System.out.println(line);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
