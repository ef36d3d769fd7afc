package org.connectedaccounts.bootstrap.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak as a process of its own, on a free port of loopback, with the realm of {@code
 * keycloak/realm.json} and nothing kept. The Maven profile {@code keycloak} unpacks it and names
 * its folder in the system property {@code keycloak.home}.
 *
 * <p>The realm: one confidential client that must ask for consent and use PKCE; refresh tokens that
 * serve once; access tokens and codes that live 60 seconds; two users; and, for tokens that are for
 * this service, a frontend, a backend, and the API that both are for.
 */
public final class KeycloakServer implements AutoCloseable {

  public static final String CLIENT_ID = "connected-accounts";
  public static final String CLIENT_SECRET = "keycloak-test-secret";

  /** A page's client, without a secret, whose users' tokens are for {@link #API} as well. */
  public static final String FRONTEND = "frontend";

  /** A backend's client, with roles at {@link #API}. */
  public static final String WORKER = "workflow-engine";

  public static final String WORKER_SECRET = "keycloak-worker-secret";
  public static final String API = "accounts-api";
  public static final User ADA = new User("ada", "ada-test-password", "ada@example.test");
  public static final User GRACE = new User("grace", "grace-test-password", "grace@example.test");

  /** Runs it, and may invite clients to register. */
  public static final User ADMIN = new User("admin", "admin-test-password", "admin@example.test");

  // The first start of an unpacked Keycloak also builds it, which takes most of the time.
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  /** Somebody who can sign in. */
  public record User(String username, String password, String email) {}

  private final Process process;
  private final URI base;

  private KeycloakServer(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Starts it and waits until the realm answers. */
  public static KeycloakServer start() throws IOException, InterruptedException {
    return start(freePort());
  }

  /** At a port that was told to others before. */
  public static KeycloakServer start(int port) throws IOException, InterruptedException {
    String named =
        Objects.requireNonNull(
            System.getProperty("keycloak.home"),
            "keycloak.home is not set: run with the Maven profile keycloak");
    Path home = Path.of(named);
    importRealm(home);
    Path log = home.resolveSibling("keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    isolate(builder.environment());
    KeycloakServer server =
        new KeycloakServer(builder.start(), URI.create("http://127.0.0.1:" + port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
    try {
      server.awaitRealm(log);
      return server;
    } catch (IOException | InterruptedException | RuntimeException notStarted) {
      server.close();
      throw notStarted;
    }
  }

  public URI issuer() {
    return base.resolve("/realms/accounts");
  }

  public URI authorizationUri() {
    return protocol("auth");
  }

  public URI tokenUri() {
    return protocol("token");
  }

  public URI revocationUri() {
    return protocol("revoke");
  }

  public URI userinfoUri() {
    return protocol("userinfo");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private void kill() {
    // kc.sh may be the parent of the server, which would outlive it.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private URI protocol(String endpoint) {
    return URI.create(issuer() + "/protocol/openid-connect/" + endpoint);
  }

  private void awaitRealm(Path log) throws IOException, InterruptedException {
    HttpRequest discovery =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(10))
            .build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (!process.isAlive()) {
          throw new IOException("Keycloak ended with " + process.exitValue() + ", see " + log);
        }
        if (answers(http, discovery)) {
          return;
        }
        Thread.sleep(250);
      }
    }
    throw new IOException("Keycloak was not ready within " + START_LIMIT + ", see " + log);
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void importRealm(Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve("data/import"));
    try (InputStream realm =
        Objects.requireNonNull(
            KeycloakServer.class.getResourceAsStream("/keycloak/realm.json"), "realm.json")) {
      Files.copy(realm, folder.resolve("realm.json"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void isolate(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("KC_")
                    || name.startsWith("KEYCLOAK_")
                    || name.startsWith("QUARKUS_")
                    || name.startsWith("JAVA_")
                    || name.equals("JAVA"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN.username());
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN.password());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
