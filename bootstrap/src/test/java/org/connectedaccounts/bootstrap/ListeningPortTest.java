package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class ListeningPortTest {
  @Test
  void refuseWhenBusyWhenTakenThenNamesPortAndSettings() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = ListeningPort.of("connected-accounts.port", "0.0.0.0", taken.getLocalPort());

      assertThatThrownBy(port::refuseWhenBusy)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("CONNECTED_ACCOUNTS_PORT")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void refuseWhenBusyWhenAnyPortWillDoThenPasses() {
    var port = ListeningPort.of("connected-accounts.port", "0.0.0.0", 0);

    assertThatCode(port::refuseWhenBusy).doesNotThrowAnyException();
  }
}
