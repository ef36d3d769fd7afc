package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, as a person starts it. */
final class MainIT {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  @TempDir private Path directory;

  @Test
  void startWhenPortBusyThenOneSentence() throws Exception {
    try (var taken = new ServerSocket(0)) {
      assertRefused(
          run("--port", Integer.toString(taken.getLocalPort())),
          "Port " + taken.getLocalPort() + " cannot be used");
    }
  }

  @Test
  void startWhenManagementPortBusyThenOneSentence() throws Exception {
    try (var taken = new ServerSocket(0)) {
      assertRefused(
          run("--port", "0", "--management-port", Integer.toString(taken.getLocalPort())),
          "Port " + taken.getLocalPort() + " cannot be used");
    }
  }

  @Test
  void startWhenOptionUnknownThenOneSentence() throws Exception {
    assertRefused(run("--prot", "8080"), "Unknown option --prot");
  }

  private record Ended(int code, List<String> lines) {}

  private static void assertRefused(Ended ended, String sentence) {
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.lines()).singleElement().asString().contains(sentence);
  }

  private Ended run(String... args) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString()));
    command.addAll(List.of(args));
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      return new Ended(process.waitFor(), output.lines().toList());
    }
  }
}
