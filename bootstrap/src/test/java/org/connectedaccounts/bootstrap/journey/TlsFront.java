package org.connectedaccounts.bootstrap.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a Vault of this machine lacks: TLS, with a certificate that only its own file vouches for,
 * and a namespace. As with one, what does not name it finds nothing.
 */
final class TlsFront implements AutoCloseable {

  static final String NAMESPACE = "teams/acme";

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String NAMESPACE_HEADER = "X-Vault-Namespace";
  private static final List<String> PASSED_ON =
      List.of("X-Vault-Token", "X-Vault-Request", "Content-Type");

  private final Path store;
  private final Path certificate;
  private final String target;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpsServer server;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile Duration delay = Duration.ZERO;

  TlsFront(String target) throws IOException, GeneralSecurityException, InterruptedException {
    Path directory = Files.createTempDirectory("tls-front");
    store = directory.resolve("keys.p12");
    certificate = directory.resolve("ca.pem");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=vault", "-ext", "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", certificate.toString());
    this.target = target;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::passOn);
    server.start();
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The file that vouches for it. */
  Path certificate() {
    return certificate;
  }

  /** How many requests had this in their path. */
  long asked(String part) {
    return asked.stream().filter(path -> path.contains(part)).count();
  }

  /** Every answer comes that much later, from now on. */
  void delays(Duration longer) {
    delay = longer;
  }

  private void keytool(String... what) throws IOException, InterruptedException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var common = List.of("-alias", "front", "-storetype", "PKCS12", "-keystore", store.toString());
    var command =
        Stream.of(
                Stream.of(tool),
                Stream.of(what),
                common.stream(),
                Stream.of("-storepass", "changeit"))
            .flatMap(part -> part)
            .toList();
    if (new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void passOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.add(exchange.getRequestURI().getPath());
      if (!NAMESPACE.equals(exchange.getRequestHeaders().getFirst(NAMESPACE_HEADER))) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var answer = client.send(request(exchange, body), BodyHandlers.ofByteArray());
      Thread.sleep(delay);
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      byte[] said = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), said.length == 0 ? -1 : said.length);
      exchange.getResponseBody().write(said);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
