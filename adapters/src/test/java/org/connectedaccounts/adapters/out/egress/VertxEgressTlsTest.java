package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.connectedaccounts.application.port.Egress.Answer;
import org.connectedaccounts.application.port.Egress.Answered;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Egress.NotSent;
import org.connectedaccounts.application.port.Egress.Request;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate must be trusted and be that of the name, whatever address it resolved to. */
class VertxEgressTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir static Path directory;
  private static Path store = Path.of("");

  private final ConcurrentLinkedQueue<String> serverNames = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = directory.resolve("server.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=unused",
            "-ext",
            "san=dns:good.example,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    var log = directory.resolve("keytool.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private RawServer server() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    return RawServer.on(
        socket,
        connection -> {
          var session = (ExtendedSSLSession) ((SSLSocket) connection).getSession();
          for (var name : session.getRequestedServerNames()) {
            serverNames.add(((SNIHostName) name).getAsciiName());
          }
          RawServer.write(connection, OK);
        });
  }

  private static Answer get(HttpClientOptions options, String url) throws IOException {
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    var lookup = new Lookup(_ -> List.of(loopback), AllowList.parse(List.of("127.0.0.1")));
    var egress = new VertxEgress(lookup, () -> false, 1000, options);
    try {
      return egress.send(
          new Request(
              new AppSlug("app"),
              "GET",
              URI.create(url),
              Map.of(),
              new byte[0],
              Duration.ofSeconds(10)));
    } finally {
      egress.close();
    }
  }

  private static HttpClientOptions trusting() {
    var trust = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    return VertxEgress.options().setTrustOptions(trust);
  }

  @Test
  void sendWhenTheCertificateIsThatOfTheNameThenAnswered() throws Exception {
    try (var server = server()) {
      assertThat(get(trusting(), "https://good.example:" + server.port() + "/"))
          .isInstanceOf(Answered.class);
      assertThat(serverNames).containsExactly("good.example");
      assertThat(get(trusting(), "https://127.0.0.1:" + server.port() + "/"))
          .isInstanceOf(Answered.class);
    }
  }

  @Test
  void sendWhenTheCertificateIsAnotherNamesThenNotSent() throws Exception {
    try (var server = server()) {
      for (var host : List.of("bad.example", "sub.good.example", "good.example.org")) {
        assertThat(get(trusting(), "https://" + host + ":" + server.port() + "/"))
            .as(host)
            .isEqualTo(new NotSent(Cause.TLS_FAILED));
      }
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void sendWhenTheCertificateIsNotTrustedThenNotSent() throws Exception {
    try (var server = server()) {
      assertThat(get(VertxEgress.options(), "https://good.example:" + server.port() + "/"))
          .isEqualTo(new NotSent(Cause.TLS_FAILED));
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void sendWhenTheServerSpeaksNoTlsThenNotSent() throws Exception {
    try (var plain = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var connection = plain.accept()) {
                  RawServer.write(connection, OK);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(get(trusting(), "https://good.example:" + plain.getLocalPort() + "/"))
          .isEqualTo(new NotSent(Cause.TLS_FAILED));
    }
  }
}
