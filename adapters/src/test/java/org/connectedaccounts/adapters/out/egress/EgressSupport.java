package org.connectedaccounts.adapters.out.egress;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.Egress.Answer;
import org.connectedaccounts.application.port.Egress.Request;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.AfterEach;

/** An egress on a stub resolver that may reach 127.0.0.1 alone. */
abstract class EgressSupport {

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  static final int LIMIT = 10_000;

  volatile boolean inTransaction;
  NameService names = _ -> List.of(InetAddress.getLoopbackAddress());
  VertxEgress egress = egress("127.0.0.1/32");

  VertxEgress egress(String... allow) {
    var lookup = new Lookup(name -> names.resolve(name), AllowList.parse(List.of(allow)));
    return new VertxEgress(lookup, () -> inTransaction, LIMIT, VertxEgress.options());
  }

  @AfterEach
  void close() {
    egress.close();
  }

  Answer post(String url) {
    return send("POST", url, Map.of("Authorization", "Bearer x"), "a=b", Duration.ofSeconds(10));
  }

  Answer send(
      String method, String url, Map<String, String> headers, String body, Duration deadline) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return egress.send(
        new Request(new AppSlug("app"), method, URI.create(url), headers, bytes, deadline));
  }
}
