package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.Context;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.Egress.Answered;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Egress.NotSent;
import org.connectedaccounts.testing.EgressContract;
import org.junit.jupiter.api.Test;

class VertxEgressTest extends EgressSupport implements EgressContract {

  @Override
  public Egress egress() {
    return egress;
  }

  @Test
  void sendThenWritesTheRequestAndReadsTheAnswer() throws Exception {
    var answer = "HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n\r\nhello";
    try (var server = RawServer.saying(answer)) {
      var url = "http://shop.example:" + server.port() + "/a%2Fb?c=d%26e";
      var got = (Answered) post(url);
      assertThat(got.status()).isEqualTo(201);
      assertThat(got.body()).asString().isEqualTo("hello");
      assertThat(got.headers()).containsEntry("x-a", List.of("1", "2"));
      assertThat(server.requests).hasSize(1);
      assertThat(server.requests.getFirst().lines().toList())
          .startsWith("POST /a%2Fb?c=d%26e HTTP/1.1")
          .contains("host: shop.example:" + server.port(), "authorization: Bearer x")
          .contains("content-length: 3", "connection: close")
          .endsWith("a=b");
    }
  }

  @Test
  void sendWhenGetThenHasNoBody() throws Exception {
    try (var server = RawServer.saying(OK)) {
      var url = "http://127.0.0.1:" + server.port();
      send("GET", url, Map.of(), "", Duration.ofSeconds(10));
      assertThat(server.requests.getFirst())
          .startsWith("GET / HTTP/1.1\r\n")
          .doesNotContainIgnoringCase("content-length");
      send("POST", url, Map.of(), "", Duration.ofSeconds(10));
      assertThat(server.requests.getLast()).containsIgnoringCase("content-length: 0");
    }
  }

  @Test
  void sendWhenCalledOftenThenEachHasAConnectionOfItsOwn() throws Exception {
    try (var server = RawServer.saying(OK)) {
      for (int i = 0; i < 20; i++) {
        assertThat(post("http://a.example:" + server.port() + "/")).isInstanceOf(Answered.class);
      }
      assertThat(server.connections).hasSize(20);
      assertThat(server.requests).hasSize(20);
    }
  }

  @Test
  void sendWhenRedirectedThenHandsTheAnswerOut() throws Exception {
    try (var elsewhere = RawServer.saying(OK)) {
      for (int status : new int[] {300, 301, 302, 303, 304, 307, 308}) {
        var location = "http://127.0.0.1:" + elsewhere.port() + "/";
        try (var server =
            RawServer.saying(
                "HTTP/1.1 %d X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(status, location))) {
          for (var method : List.of("GET", "POST")) {
            var url = "http://127.0.0.1:" + server.port() + "/";
            var got = (Answered) send(method, url, Map.of(), "", Duration.ofSeconds(10));
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.header("location")).contains(location);
          }
        }
      }
      assertThat(elsewhere.connections).isEmpty();
    }
  }

  private Egress.Answer sendIf(BooleanSupplier allowed, int port) {
    var url = URI.create("http://127.0.0.1:" + port + "/");
    return egress.send(
        new Egress.Request(
            null, "POST", url, Map.of(), new byte[] {1}, Duration.ofSeconds(10), allowed));
  }

  @Test
  void sendWhenAskedWhetherItMayThenByAThreadThatMayWait() throws Exception {
    try (var server = RawServer.saying(OK)) {
      var onLoop = new AtomicBoolean();
      var got =
          sendIf(
              () -> {
                onLoop.set(Context.isOnEventLoopThread());
                return true;
              },
              server.port());
      assertThat(got).isInstanceOf(Answered.class);
      assertThat(onLoop).isFalse();
    }
  }

  @Test
  void sendWhenItMayNotOrNobodyKnowsThenNotAByteIsSent() throws Exception {
    try (var server = RawServer.saying(OK)) {
      assertThat(sendIf(() -> false, server.port())).isEqualTo(new NotSent(Cause.DEADLINE));
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  sendIf(
                      () -> {
                        throw new IllegalArgumentException("the store is away");
                      },
                      server.port()));
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void sendWhenTheAddressIsNotAllowedThenNoConnectionIsMade() throws Exception {
    egress.close();
    egress = egress("other=127.0.0.1/32");
    try (var server = RawServer.saying(OK)) {
      for (var host : List.of("127.0.0.1", "a.example", "localhost", "[::1]", "[::ffff:7f00:1]")) {
        assertThat(post("http://" + host + ":" + server.port() + "/"))
            .as(host)
            .isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
      }
      assertThat(server.connections).isEmpty();
    }
  }

  @Test
  void sendWhenTheResolverChangesItsMindThenConnectsToWhatWasChecked() throws Exception {
    var asked = new AtomicInteger();
    var allowed = InetAddress.ofLiteral("127.0.0.1");
    var other = InetAddress.ofLiteral("127.0.0.2");
    try (var good = RawServer.on("127.0.0.1", connection -> RawServer.write(connection, OK));
        var bad =
            RawServer.on(
                new ServerSocket(good.port(), 5, other),
                connection -> RawServer.write(connection, OK))) {
      // Every second answer points elsewhere, as a rebinding name server's does.
      names = _ -> List.of(asked.getAndIncrement() % 2 == 0 ? allowed : other);
      int served = 0;
      for (int i = 0; i < 200; i++) {
        var got = post("http://flip.example:" + good.port() + "/");
        if (i % 2 == 0) {
          assertThat(got).isInstanceOf(Answered.class);
          served++;
        } else {
          assertThat(got).isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
        }
      }
      assertThat(asked).as("asked once a request").hasValue(200);
      assertThat(good.connections).hasSize(served);
      assertThat(bad.connections).isEmpty();

      names = _ -> List.of(allowed, other);
      assertThat(post("http://mixed.example:" + good.port() + "/"))
          .isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
      assertThat(good.connections).hasSize(served);
    }
  }

  @Test
  void sendWhenUrlOrHeaderIsMoreThanItSeemsThenNotSent() throws Exception {
    try (var server = RawServer.saying(OK)) {
      var base = "127.0.0.1:" + server.port();
      for (var url :
          List.of("http://u:p@" + base + "/", "http://" + base + "/#f", "ftp://" + base + "/")) {
        assertThat(post(url)).as(url).isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
      }
      var headers = Map.of("X-A", "1\r\nX-B: 2");
      assertThat(send("GET", "http://" + base + "/", headers, "", Duration.ofSeconds(5)))
          .isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
      assertThat(server.connections).isEmpty();
    }
  }

  @Test
  void sendWhenInATransactionThenThrows() {
    inTransaction = true;
    assertThatIllegalStateException().isThrownBy(() -> post("http://127.0.0.1/"));
  }

  @Test
  void sendWhenManyAtOnceThenAllAreAnswered() throws Exception {
    try (var server =
            RawServer.on(
                "127.0.0.1",
                connection -> {
                  Thread.sleep(50);
                  RawServer.write(connection, OK);
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var url = "http://127.0.0.1:" + server.port() + "/";
      var calls =
          Collections.nCopies(300, url).stream()
              .map(each -> threads.submit(() -> post(each)))
              .toList();
      for (var call : calls) {
        assertThat(call.get()).isInstanceOf(Answered.class);
      }
      assertThat(server.requests).hasSize(300);
    }
  }
}
