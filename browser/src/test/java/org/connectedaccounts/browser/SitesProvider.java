package org.connectedaccounts.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app whose users have two sites, and consent as soon as they are asked. */
final class SitesProvider implements AutoCloseable {

  private static final Pattern REDIRECT = Pattern.compile("redirect_uri=([^&]+)");
  private static final Pattern STATE = Pattern.compile("state=([^&]+)");

  private final HttpServer server;

  SitesProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/oauth/authorize", this::consent);
    server.createContext(
        "/oauth/token",
        exchange -> json(exchange, "{\"access_token\": \"t\", \"token_type\": \"Bearer\"}"));
    server.createContext(
        "/api/me", exchange -> json(exchange, "{\"id\": \"1\", \"name\": \"Ada Lovelace\"}"));
    server.createContext(
        "/api/sites",
        exchange ->
            json(
                exchange,
                """
                {"sites": [{"id": "s1", "name": "acme"}, {"id": "s2", "name": "acme-test"}]}
                """));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void consent(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      String back = URLDecoder.decode(value(REDIRECT, query), StandardCharsets.UTF_8);
      String answer = "code=c&state=" + value(STATE, query);
      URI to = URI.create(back + (back.contains("?") ? "&" : "?") + answer);
      exchange.getResponseHeaders().add("Location", to.toString());
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private static String value(Pattern pattern, String query) {
    Matcher matcher = pattern.matcher(query);
    if (!matcher.find()) {
      throw new IllegalArgumentException(query);
    }
    return matcher.group(1);
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
