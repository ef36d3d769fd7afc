package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.Egress.Answered;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Egress.NotSent;
import org.connectedaccounts.application.port.Egress.Request;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** What every {@link Egress} owes. */
public interface EgressContract {

  /** To it 127.0.0.1 is allowed, and no other special address. */
  Egress egress();

  private Egress.Answer get(String url) {
    return egress()
        .send(
            new Request(
                new AppSlug("app"),
                "GET",
                URI.create(url),
                Map.of("Authorization", "Bearer x"),
                new byte[0],
                Duration.ofSeconds(10)));
  }

  @Test
  default void sendWhenAnsweredThenGivesStatusHeadersAndBodyAndFollowsNothing() throws IOException {
    var requests = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          var body = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    try {
      var answer = (Answered) get("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.headers()).containsEntry("location", List.of("/elsewhere"));
      assertThat(answer.body()).asString().isEqualTo("Bearer x");
      assertThat(requests).hasValue(1);
    } finally {
      server.stop(0);
    }
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    assertThat(get(url)).isEqualTo(new NotSent(Cause.CONNECT_FAILED));
  }

  @Test
  default void sendWhenTheDestinationIsNotAllowedThenNotSent() {
    for (var url :
        List.of(
            "http://127.0.0.2/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://2130706433/",
            "http://user@example.com/",
            "http://example.com/#fragment",
            "ftp://example.com/")) {
      assertThat(get(url)).as(url).isEqualTo(new NotSent(Cause.DESTINATION_REFUSED));
    }
  }
}
