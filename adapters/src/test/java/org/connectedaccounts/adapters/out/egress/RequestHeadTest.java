package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadTest {

  @Test
  void ofWhenAHeaderCouldBeReadAsMoreThenRefuses() {
    for (var value : List.of("a\r\nb: c", "a\nb", "a\rb", "a\u0000", "ü", "a\u007f", "\u2028")) {
      assertThat(RequestHead.of("GET", Map.of("x", value))).as(value).isEmpty();
    }
    for (var name : List.of("", "a b", "a:", "a\r\nb", "ü", "a\u0000", "(a)")) {
      assertThat(RequestHead.of("GET", Map.of(name, "v"))).as(name).isEmpty();
    }
    assertThat(RequestHead.of("GET", Map.of("X-A", "1", "x-a", "2"))).isEmpty();
  }

  @Test
  void ofWhenTheMethodIsOddThenRefuses() {
    for (var method : List.of("", "get", "GET ", "GET /", "G\r\nT", "CONNECT", "TRACE", "TRACK")) {
      assertThat(RequestHead.of(method, Map.of())).as(method).isEmpty();
    }
    for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
      assertThat(RequestHead.of(method, Map.of())).as(method).isPresent();
    }
  }

  @Test
  void ofWhenHeadersAreAboutTheConnectionThenDropsThem() {
    var headers =
        Map.ofEntries(
            Map.entry("Connection", "close, X-Mine ,keep-alive"),
            Map.entry("X-Mine", "1"),
            Map.entry("Keep-Alive", "1"),
            Map.entry("TE", "trailers"),
            Map.entry("Trailer", "x"),
            Map.entry("Transfer-Encoding", "chunked"),
            Map.entry("Upgrade", "h2c"),
            Map.entry("Proxy-Authorization", "Basic x"),
            Map.entry("Host", "evil.example"),
            Map.entry("Content-Length", "7"),
            Map.entry("Expect", "100-continue"),
            Map.entry("Authorization", "Bearer x"));
    var head = RequestHead.of("POST", headers).orElseThrow();
    assertThat(head.headers())
        .containsOnly(
            Map.entry("authorization", "Bearer x"), Map.entry("user-agent", "connected-accounts"));
  }
}
