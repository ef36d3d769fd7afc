package org.connectedaccounts.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's product, on an origin of its own: a page with {@code connect.js} and a button, a
 * return page, and a backend that vouches for who is signed in.
 */
final class Product implements AutoCloseable {

  /** How a page of the product is made. */
  enum Way {
    POP_UP,
    FRAME,
    /** Cuts the tie to the windows that it opens. */
    SEVERED
  }

  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Product</title>
      <h1>Product</h1><button id="connect">Connect account</button><div id="container"></div>
      <p role="status" id="result"></p><p id="also"></p>
      <script src="{service}/connect.js"></script>
      <script>
        const show = (text) => (document.getElementById('result').textContent = text);
        document.getElementById('connect').onclick = () => {
          const options = { connect_url: '{link}' };
          if ('{way}' === 'FRAME') options.container = document.getElementById('container');
          options.onconnect = (connected) => complete(connected, 'also');
          ConnectedAccounts.open(options).then((connected) => complete(connected, 'result'),
            (error) => show('refused: ' + error.code));
        };
        async function complete(connected, where) {
          window.connected = connected;
          const answer = await fetch('/complete', { method: 'POST', body: JSON.stringify(connected) });
          document.getElementById(where).textContent = await answer.text();
        }
      </script>
      """;

  private final String service;
  private final HttpServer server;
  private final Map<String, Shown> pages = new ConcurrentHashMap<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Api backend;
  private volatile String signedIn = Workspace.USER;

  Product(String service) {
    this.service = service;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Of the same site as the service, which counts hosts and not ports. */
  String origin() {
    return "http://localhost:" + port();
  }

  /** Of another site: what is SameSite there is not sent to the service. */
  String otherSite() {
    return "http://127.0.0.1:" + port();
  }

  /** What a workspace says of it. */
  Map<String, Object> registration() {
    return Map.of(
        "return_urls",
        List.of(origin() + "/return"),
        "allowed_origins",
        List.of(origin(), otherSite()));
  }

  /** The path of a page that opens this session. */
  String page(Session session, Way way) {
    String path = "/page/" + session.id();
    pages.put(path, new Shown(session.link(), way));
    return path;
  }

  /** Its backend has the key of this workspace. */
  Product of(Workspace workspace) {
    backend = workspace.api();
    return this;
  }

  /** Who is signed in at the browser, as the backend knows it. */
  void signIn(String user) {
    signedIn = user;
  }

  /** All that browsers asked of it. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("Referer"),
              body));
      Shown shown = pages.get(path);
      if (shown != null) {
        if (shown.way() == Way.SEVERED) {
          exchange.getResponseHeaders().add("Cross-Origin-Opener-Policy", "same-origin");
        }
        reply(exchange, 200, "text/html", shown.page(service));
      } else if (path.equals("/complete")) {
        reply(exchange, 200, "text/plain", complete(Api.JSON.readTree(body)));
      } else if (path.equals("/return")) {
        returned(exchange);
      } else {
        reply(exchange, 404, "text/plain", "nothing here");
      }
    }
  }

  /** Completes what comes with a handle, and shows how it went. */
  private void returned(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String text =
        query.containsKey("handle")
            ? complete(Api.JSON.valueToTree(query))
            : "back: " + new LinkedHashMap<>(query).keySet();
    reply(
        exchange,
        200,
        "text/html",
        "<!doctype html><html lang=en><title>Back</title><h1>Back</h1><p role=status>" + text);
  }

  private String complete(JsonNode connected) {
    String session = connected.path("session_id").asText();
    if (!connected.has("handle")) {
      return "account: " + connected.path("account_id").asText("by the session");
    }
    Api.Answer answer =
        Objects.requireNonNull(backend, "whose product it is")
            .send(
                "POST",
                "/v1/connect-sessions/" + session + "/complete",
                Map.of("handle", connected.path("handle").asText(), "external_user_id", signedIn));
    return answer.status() == 200 || answer.status() == 201
        ? "completed: " + answer.body().at("/id").asText(answer.body().at("/account/id").asText())
        : "not completed: " + answer.body().path("code").asText();
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        values.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    return values;
  }

  private static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private record Shown(String link, Way way) {
    String page(String service) {
      return PAGE.replace("{service}", service)
          .replace("{link}", link)
          .replace("{way}", way.name());
    }
  }

  /** A request of a browser. */
  record Seen(String method, String uri, @Nullable String referer, String body) {}
}
