package org.connectedaccounts.bootstrap.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint with a certificate for {@link #HOST}, which the service under test trusts. What
 * it answers, the last segment of the path says.
 */
public final class TlsTokenEndpoint implements QuarkusTestResourceLifecycleManager {

  static final String HOST = "as.example.test";
  static final String OTHER_HOST = "other.example.test";

  /** A request as it came: path, Authorization header and body. */
  record Received(String path, @Nullable String authorization, String accept, String body) {}

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Queue<Received> RECEIVED = new ConcurrentLinkedQueue<>();

  private @Nullable HttpsServer server;

  static List<Received> takeReceived() {
    List<Received> taken = List.copyOf(RECEIVED);
    RECEIVED.clear();
    return taken;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path store = keyStore();
      HttpsServer started =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.setHttpsConfigurator(new HttpsConfigurator(context(store)));
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.createContext("/", TlsTokenEndpoint::answer);
      started.start();
      server = started;
      // The OIDC client trusts what the JVM trusts.
      System.setProperty("javax.net.ssl.trustStore", store.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
      return Map.of(
          "test.token-endpoint.port",
          Integer.toString(started.getAddress().getPort()),
          "connected-accounts.egress.allow",
          "demo=127.0.0.1/32",
          "connected-accounts.oauth.token-deadline",
          "2S");
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
    if (server != null) {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    RECEIVED.add(
        new Received(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    switch (exchange.getRequestURI().getPath()) {
      case "/created" -> write(exchange, 201, "{\"access_token\":\"at\",\"expires_in\":\"60\"}");
      case "/form" -> write(exchange, 200, "access_token=at");
      case "/empty" -> write(exchange, 200, "");
      case "/refused" -> write(exchange, 401, "{\"error\":\"invalid_client\"}");
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/created");
        write(exchange, 302, "");
      }
      case "/busy" -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        write(exchange, 429, "");
      }
      case "/broken" -> write(exchange, 500, "<html>");
      case "/slow" -> pause(exchange);
      default -> exchange.close();
    }
  }

  private static void pause(HttpExchange exchange) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    write(exchange, 200, "{\"access_token\":\"late\"}");
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Path keyStore() throws IOException, InterruptedException {
    Path store = Files.createTempDirectory("token-endpoint").resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "as",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    return store;
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
