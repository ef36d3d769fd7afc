package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.port.Egress.Answer;
import org.connectedaccounts.application.port.Egress.Answered;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Egress.Lost;
import org.connectedaccounts.application.port.Egress.NotSent;
import org.junit.jupiter.api.Test;

/** Nothing is ever sent twice, and what may have arrived is never called not sent. */
class VertxEgressFaultsTest extends EgressSupport {

  @Test
  void sendWhenTheAnswerIsTooLargeThenLost() throws Exception {
    var exact = "x".repeat(LIMIT);
    try (var server =
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + LIMIT + "\r\n\r\n" + exact)) {
      var got = (Answered) post("http://127.0.0.1:" + server.port() + "/");
      assertThat(got.body()).hasSize(LIMIT);
    }
    try (var announced =
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n" + exact + "x")) {
      assertThat(post("http://127.0.0.1:" + announced.port() + "/"))
          .isEqualTo(new Lost(Cause.TOO_LARGE));
    }
    var sent = new AtomicInteger();
    try (var endless = RawServer.on("127.0.0.1", connection -> pour(connection, sent))) {
      assertThat(post("http://127.0.0.1:" + endless.port() + "/"))
          .isEqualTo(new Lost(Cause.TOO_LARGE));
    }
    var head = "HTTP/1.1 200 OK\r\nX-A: " + "x".repeat(200_000) + "\r\nContent-Length: 0\r\n\r\n";
    try (var heavy = RawServer.saying(head)) {
      assertThat(post("http://127.0.0.1:" + heavy.port() + "/"))
          .isEqualTo(new Lost(Cause.CONNECTION_LOST));
    }
  }

  private static void pour(Socket connection, AtomicInteger sent) throws IOException {
    RawServer.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (sent.incrementAndGet() < 1_000_000) {
      RawServer.write(connection, "400\r\n" + "x".repeat(1024) + "\r\n");
    }
  }

  @Test
  void sendWhenTheServerDripsThenTheDeadlineHoldsForTheWhole() throws Exception {
    try (var server =
        RawServer.on(
            "127.0.0.1",
            connection -> {
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
              for (int i = 0; i < 1000; i++) {
                RawServer.write(connection, "x");
                Thread.sleep(50);
              }
            })) {
      assertDeadline("http://127.0.0.1:" + server.port() + "/", new Lost(Cause.DEADLINE));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void sendWhenNobodyAnswersThenLostAndNeverSentAgain() throws Exception {
    try (var server = RawServer.on("127.0.0.1", _ -> Thread.sleep(60_000))) {
      assertDeadline("http://127.0.0.1:" + server.port() + "/", new Lost(Cause.DEADLINE));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void sendWhenTheResolverHangsThenNotSent() {
    names =
        _ -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of();
        };
    assertDeadline("http://slow.example/", new NotSent(Cause.DEADLINE));
  }

  @Test
  void sendWhenTheHandshakeHangsThenNotSent() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertDeadline(
          "https://a.example:" + silent.getLocalPort() + "/", new NotSent(Cause.DEADLINE));
    }
  }

  /**
   * Long enough to get a request out on a busy machine, and far below what the other side takes.
   */
  private void assertDeadline(String url, Answer expected) {
    long start = System.nanoTime();
    assertThat(send("POST", url, Map.of(), "a=b", Duration.ofSeconds(3))).isEqualTo(expected);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void sendWhenTheServerReadsAndClosesThenOneRequestAndLost() throws Exception {
    try (var server = RawServer.on("127.0.0.1", Socket::close)) {
      for (int i = 1; i <= 20; i++) {
        assertThat(post("http://127.0.0.1:" + server.port() + "/"))
            .isEqualTo(new Lost(Cause.CONNECTION_LOST));
        assertThat(server.requests).hasSize(i);
      }
      Thread.sleep(300);
      assertThat(server.requests).hasSize(20);
    }
  }

  @Test
  void sendWhenTheServerResetsThenOneRequestAndLost() throws Exception {
    try (var server =
        RawServer.on(
            "127.0.0.1",
            connection -> {
              connection.setSoLinger(true, 0);
              connection.close();
            })) {
      assertThat(post("http://127.0.0.1:" + server.port() + "/"))
          .isEqualTo(new Lost(Cause.CONNECTION_LOST));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void sendWhenTheAnswerIsCutAtAnyByteThenLost() throws Exception {
    for (int length = 0; length < OK.length(); length++) {
      var part = OK.substring(0, length);
      try (var server =
          RawServer.on(
              "127.0.0.1",
              connection -> {
                RawServer.write(connection, part);
                connection.close();
              })) {
        assertThat(post("http://127.0.0.1:" + server.port() + "/"))
            .as("cut after %s", length)
            .isEqualTo(new Lost(Cause.CONNECTION_LOST));
        assertThat(server.requests).hasSize(1);
      }
    }
  }

  @Test
  void sendWhenNothingListensThenNotSent() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(post("http://127.0.0.1:" + port + "/")).isEqualTo(new NotSent(Cause.CONNECT_FAILED));
    assertThat(post("https://127.0.0.1:" + port + "/"))
        .isEqualTo(new NotSent(Cause.CONNECT_FAILED));
  }

  @Test
  void sendWhenTheNameIsUnknownThenNotSent() {
    names =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThat(post("http://nowhere.example/")).isEqualTo(new NotSent(Cause.NAME_UNKNOWN));
    names = _ -> List.of();
    assertThat(post("http://nowhere.example/")).isEqualTo(new NotSent(Cause.NAME_UNKNOWN));
  }
}
