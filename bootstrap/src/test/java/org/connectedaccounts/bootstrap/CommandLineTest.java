package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
  @Test
  void parseWhenOptionsKnownThenSettings() {
    assertThat(CommandLine.parse("--port", "81", "--data-dir=/var/lib/x"))
        .isEqualTo(
            Map.of("connected-accounts.port", "81", "connected-accounts.data-dir", "/var/lib/x"));
  }

  @Test
  void parseWhenOptionUnknownThenRefuses() {
    assertThatThrownBy(() -> CommandLine.parse("--prot", "81"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("--prot");
  }

  @Test
  void parseWhenValueMissingThenRefuses() {
    assertThatThrownBy(() -> CommandLine.parse("--port"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("needs a value");
  }

  @Test
  void parseWhenValueIsEmptyThenRefuses() {
    for (var args : new String[][] {{"--data-dir", ""}, {"--data-dir="}, {"--port", " "}}) {
      assertThatThrownBy(() -> CommandLine.parse(args))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("The option " + args[0].replace("=", "") + " needs a value");
    }
  }
}
