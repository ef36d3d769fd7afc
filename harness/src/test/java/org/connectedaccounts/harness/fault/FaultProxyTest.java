package org.connectedaccounts.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.connectedaccounts.harness.fault.Fault.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  @SuppressWarnings("NullAway.Init") // Before each test.
  private ServerSocket echo;

  @SuppressWarnings("NullAway.Init") // Before each test.
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = FaultProxy.before(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void without_a_fault_everything_passes() throws IOException {
    assertThat(echoed("hello")).isEqualTo("hello");
  }

  @Test
  void an_answer_is_cut_after_so_many_bytes() throws IOException {
    proxy.set(Fault.cut(Direction.TO_CLIENT, 3));
    assertThat(echoed("hello")).isEqualTo("hel");
  }

  @Test
  void a_half_close_ends_one_direction() throws IOException {
    proxy.set(Fault.halfClose(Direction.TO_CLIENT, 2));
    assertThat(echoed("hello")).isEqualTo("he");
  }

  @Test
  void a_reset_is_a_reset() {
    proxy.set(Fault.reset(Direction.TO_SERVER, 0));
    assertThatThrownBy(() -> echoed("hello")).isInstanceOf(SocketException.class);
  }

  @Test
  void a_black_hole_tells_nobody() {
    proxy.set(Fault.blackHole(Direction.BOTH));
    assertThatThrownBy(() -> echoed("hello")).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void latency_is_felt() throws IOException {
    proxy.set(Fault.latency(Duration.ofMillis(100)));
    long from = System.nanoTime();
    assertThat(echoed("hello")).isEqualTo("hello");
    assertThat(System.nanoTime() - from).isGreaterThan(200_000_000L);
  }

  @Test
  void what_is_healed_works_again() throws IOException {
    proxy.set(Fault.blackHole(Direction.BOTH));
    proxy.heal();
    assertThat(echoed("hello")).isEqualTo("hello");
  }

  private String echoed(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(
          socket.getInputStream().readNBytes(text.length()), StandardCharsets.US_ASCII);
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      serveOne();
    }
  }

  private void serveOne() {
    try (Socket socket = echo.accept()) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException broken) {
      // Which is what these tests do.
      return;
    }
  }
}
