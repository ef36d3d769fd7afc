package org.connectedaccounts.bootstrap.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.connectedaccounts.testing.Relay;

/** TLS before a server that has none, with a certificate that only its own file vouches for. */
final class TlsFront implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path store;
  private final Path certificate;
  private final Relay relay;
  private volatile Duration delay = Duration.ZERO;

  TlsFront(String target) throws IOException, GeneralSecurityException, InterruptedException {
    Path directory = Files.createTempDirectory("tls-front");
    store = directory.resolve("keys.p12");
    certificate = directory.resolve("ca.pem");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=vault", "-ext", "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", certificate.toString());
    var listening =
        context()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    relay = new Relay(listening, URI.create(target), this::delayed);
  }

  String url() {
    return "https://127.0.0.1:" + relay.port();
  }

  /** The file that vouches for it. */
  Path certificate() {
    return certificate;
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

  private int delayed(int bytes, boolean answer) throws InterruptedException {
    if (answer) {
      Thread.sleep(delay);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
