package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.testing.ScriptedClient.refreshment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves the socket when a test says so, and what is recorded. */
class ScriptedProviderWireTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ScriptedProvider provider = new ScriptedProvider();
  private final ScriptedClient client =
      new ScriptedClient(ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void scriptWhenStepsAreToldThenPlaysThemInOrderAndWorksAgain() throws IOException {
    provider
        .token()
        .answersOnce(Reply.status(503).header("Retry-After", "7"))
        .answersTimes(2, Reply.tooManyRequests(3))
        .worksOnce()
        .answersOnce(Reply.okFalse("nope"))
        .answersAlways(Reply.errorPage(500));

    HttpResponse<String> first = token();
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("retry-after")).hasValue("7");
    assertThat(token().statusCode()).isEqualTo(429);
    assertThat(token().statusCode()).isEqualTo(429);
    assertThat(token().statusCode()).isEqualTo(400);
    assertThat(token().body()).isEqualTo("{\"ok\":false,\"error\":\"nope\"}");
    HttpResponse<String> page = token();
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    provider.token().worksAgain();
    assertThat(token().statusCode()).isEqualTo(400);
    assertThat(provider.ledger().presented(Kind.REFRESH)).hasSize(2);
  }

  @Test
  void wireWhenBrokenThenClientSeesItAndRequestIsRecordedOnce() {
    for (Reply broken :
        new Reply[] {
          Reply.reset(),
          Reply.closeAfterReading(),
          Reply.garbage(),
          Reply.json(200, "{\"access_token\":\"at\"}").truncatedAfter(5)
        }) {
      provider.forgetRequests();
      provider.token().answersOnce(broken);
      assertThatThrownBy(this::token).isInstanceOf(IOException.class);
      assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).hasSize(1);
    }
  }

  @Test
  void wireWhenResetThenNotMerelyClosed() throws IOException {
    provider.at("/x").answersOnce(Reply.closeAfterReading()).answersOnce(Reply.reset());

    assertThat(firstByteOfAnswer()).isEqualTo(-1);
    assertThatThrownBy(this::firstByteOfAnswer)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void wireWhenHugeOrSlowThenBodyArrivesSo() throws IOException {
    provider.at("/x").answersOnce(Reply.huge(3_000_000));
    assertThat(get("/x").body()).hasSize(3_000_000);

    provider.at("/x").answersOnce(Reply.status(200).body("abcde").dripping(Duration.ofMillis(20)));
    assertThat(timed(() -> assertThat(get("/x").body()).isEqualTo("abcde")))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));

    provider.delayToken(Duration.ofMillis(150));
    assertThat(timed(() -> assertThat(token().statusCode()).isEqualTo(400)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void wireWhenRedirectedThenBrowserWalksAndStops() {
    provider.at("/a").answersAlways(Reply.redirect(302, URI.create("/b")));
    provider.at("/b").answersAlways(Reply.redirect(303, provider.uri("/c?x=1")));
    provider.at("/c").answersAlways(Reply.html(200, "there").header("Set-Cookie", "k=v; Secure"));
    Browser browser = new Browser();

    assertThat(browser.walk(provider.uri("/a")).body()).isEqualTo("there");
    Browser.Page stopped = browser.walkUntil(provider.uri("/a"), provider.uri("/c").toString());
    assertThat(stopped.status()).isEqualTo(303);
    assertThat(provider.requestsTo("/c")).hasSize(1);
    assertThat(provider.lastRequestTo("/b").header("cookie")).hasValue("k=v");
    provider.at("/c").answersAlways(Reply.redirect(302, provider.uri("/a")));
    assertThatThrownBy(() -> browser.walk(provider.uri("/a")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void gateWhenHeldThenWorkOrAnswerWaits() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Gate before = provider.token().holdsOnce();
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::tokenStatus, threads);
      assertThat(before.awaitArrival(SOON)).isTrue();
      assertThat(provider.ledger().presented(Kind.REFRESH)).isEmpty();
      assertThat(first).isNotDone();
      before.open();
      assertThat(first).succeedsWithin(SOON).isEqualTo(400);

      Gate after = provider.token().holdsAnswerOnce();
      CompletableFuture<Integer> second = CompletableFuture.supplyAsync(this::tokenStatus, threads);
      assertThat(after.awaitArrival(SOON)).isTrue();
      assertThat(provider.ledger().presented(Kind.REFRESH)).hasSize(2);
      assertThat(second).isNotDone();
      after.open();
      assertThat(second).succeedsWithin(SOON).isEqualTo(400);
    }
    assertThat(provider.token().holdsOnce().awaitArrival(Duration.ofMillis(50))).isFalse();
  }

  @Test
  void wireWhenDownThenConnectionIsRefusedUntilItComesBack() throws IOException {
    assertThat(token().statusCode()).isEqualTo(400);
    provider.goesDown();
    // A client that has a pooled connection meets its end first.
    assertThatThrownBy(() -> new ScriptedClient("a", "b").get(provider.uri("/x")))
        .isInstanceOf(ConnectException.class);
    provider.comesBack();
    assertThat(new ScriptedClient("a", "b").get(provider.uri("/x")).statusCode()).isEqualTo(404);
    assertThat(provider.requests()).hasSize(2);
  }

  @Test
  void recordWhenAskedThenKeepsWhatCame() throws IOException {
    token();
    ReceivedRequest seen = provider.lastRequestTo(ScriptedProvider.TOKEN);

    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.form("refresh_token")).hasValue("rt_none");
    assertThat(seen.basic().orElseThrow().username()).isEqualTo(ScriptedProvider.CLIENT_ID);
    assertThat(provider.grants("refresh_token")).containsExactly(seen);
    assertThat(provider.grants("authorization_code")).isEmpty();
    assertThat(provider.awaitRequests(ScriptedProvider.TOKEN, 1, SOON)).isTrue();
    assertThat(provider.awaitRequests(ScriptedProvider.TOKEN, 2, Duration.ofMillis(50))).isFalse();
    assertThat(get("/nothing?q=a&q=b").statusCode()).isEqualTo(404);
    assertThat(provider.lastRequestTo("/nothing").query()).containsKey("q");
    assertThat(provider.connections()).isPositive();
  }

  @Test
  void formWhenJsonIsSentThenReadsItsMembers() {
    ReceivedRequest json =
        new ReceivedRequest(
            1,
            "POST",
            "/j",
            List.of(Map.entry("Content-Type", "application/json")),
            "{\"grant_type\": \"refresh_token\", \"n\": 5, \"s\": \"a\\\"b\\/c\"}");
    assertThat(json.form("grant_type")).hasValue("refresh_token");
    assertThat(json.form("n")).hasValue("5");
    assertThat(json.form("s")).hasValue("a\"b/c");
  }

  private interface Action {
    void run() throws IOException;
  }

  private static Duration timed(Action action) throws IOException {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private HttpResponse<String> get(String path) throws IOException {
    return client.get(provider.uri(path));
  }

  private int firstByteOfAnswer() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
      socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      return socket.getInputStream().read();
    }
  }

  private HttpResponse<String> token() throws IOException {
    return client.postWithBasic(provider.uri(ScriptedProvider.TOKEN), refreshment("rt_none"));
  }

  private int tokenStatus() {
    try {
      return token().statusCode();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
