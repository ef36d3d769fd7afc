package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A key must never go to a host that stands for another one, or that anybody may take over. */
class PlaceholderHostsTest {

  private static final Path APPS = Path.of("src/main/resources/apps");
  private static final Pattern CALLED =
      Pattern.compile(
          "https?://[^\\s\"/]*(\\bexample\\.|\\blocalhost\\b|\\.test\\b|\\.invalid\\b|onrender\\.com"
              + "|herokuapp\\.com|ngrok-free|ngrok\\.io)");

  @Test
  void hostsThatAreCalledAreTheVendorsOwn() throws IOException {
    try (Stream<Path> files = Files.walk(APPS)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .flatMap(PlaceholderHostsTest::lines)
              .filter(line -> CALLED.matcher(line).find())
              .toList();
      assertThat(found).isEmpty();
    }
  }

  /** All but examples and hints, which are shown to people. */
  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.strip().matches("(example|hint):.*"))
          .map(line -> line.replaceAll("example: \"[^\"]*\"", ""))
          .map(line -> file.getFileName() + ": " + line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
