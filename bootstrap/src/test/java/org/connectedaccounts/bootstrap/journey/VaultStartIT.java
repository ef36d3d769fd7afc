package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.journey.Soon.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started with a real Vault that is not as the settings say. */
@Tag("vault")
class VaultStartIT {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  /** No start takes longer, on a busy machine either. */
  private static final Duration A_START = Duration.ofMinutes(2);

  private static final VaultTestResource VAULT = new VaultTestResource();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Map<String, String> settings = Map.of();

  @TempDir private static Path directory;

  @BeforeAll
  static void open() {
    settings = VAULT.start();
    VaultTestResource.require();
  }

  @AfterAll
  static void close() {
    VAULT.stop();
    HTTP.close();
  }

  private static Process start(int port, Map<String, String> others) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(others);
    all.put("connected-accounts.public-url", "http://localhost:" + Math.max(port, 1));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--management-port", String.valueOf(port == 0 ? 0 : freePort())));
    command.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private static Path log() {
    return directory.resolve("log");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void assertRefused(Map<String, String> others, String... named) throws Exception {
    var process = start(0, others);
    try {
      assertThat(process.waitFor(A_START)).as("ends by itself").isTrue();
      String said = Files.readString(log(), UTF_8);
      assertThat(process.exitValue()).as(said).isEqualTo(1);
      assertThat(said.strip().lines().reduce((_, last) -> last).orElse("")).contains(named);
      assertThat(said).as("a sentence, no stack trace").doesNotContain("\tat ");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void startWhenNobodyListensThenNamesTheUrl() throws Exception {
    assertRefused(Map.of("quarkus.vault.url", "http://127.0.0.1:1"), "quarkus.vault.url");
  }

  @Test
  void startWhenTheLoginIsRefusedThenNamesItsSettings() throws Exception {
    assertRefused(
        Map.of("quarkus.vault.authentication.kubernetes.role", "nobody"),
        "quarkus.vault.authentication");
  }

  @Test
  void startWhenTheTokenIsWrongThenNamesItsSettings() throws Exception {
    assertRefused(
        Map.of(
            "quarkus.vault.authentication.kubernetes.role",
            "",
            "quarkus.vault.authentication.client-token",
            "no-such-token"),
        "quarkus.vault.authentication",
        "403");
  }

  @Test
  void startWhenTheMountIsWrongThenNamesPathAndSetting() throws Exception {
    assertRefused(
        Map.of("connected-accounts.vault.transit-mount", "nowhere"),
        "nowhere/keys/",
        "policy",
        "connected-accounts.vault.transit-mount");
  }

  @Test
  void startWhenSealedThenSaysSo() throws Exception {
    Assumptions.assumeTrue(
        VaultTestResource.canBeSealed(), "this Vault cannot be sealed by a test");
    VaultTestResource.seal();
    try {
      assertRefused(Map.of(), "503", "sealed");
    } finally {
      VaultTestResource.unseal();
    }
  }

  /** Else every credential would look as if it was damaged. */
  @Test
  void startWhenCredentialsAreKeptAtAnotherPlaceThenNamesTheSettingsAndThePlace() throws Exception {
    int port = freePort();
    var process = start(port, Map.of());
    try {
      Awaitility.await().atMost(A_START).until(() -> isReady(port));
      var key = Files.readString(directory.resolve("data/api-key"), UTF_8).strip();
      String account =
          "{\"app\":\"openai\",\"external_user_id\":\"u\",\"verify\":false,"
              + "\"fields\":{\"api_key\":\"k\"}}";
      assertThat(post(port, key, account).statusCode()).isEqualTo(201);
      String folder = "secret/metadata/connected-accounts/accounts?list=true";
      await(() -> VaultTestResource.ask("GET", folder, "").statusCode() == 200);
      // The reference takes its place right after.
      Thread.sleep(3000);
    } finally {
      process.destroy();
      assertThat(process.waitFor(A_START)).isTrue();
    }
    assertRefused(
        Map.of("connected-accounts.vault.kv-prefix", "elsewhere"),
        "connected-accounts.vault.kv-prefix",
        "at secret, below connected-accounts.");
    assertRefused(
        Map.of("connected-accounts.vault.kv-mount", "kvtwo"),
        "connected-accounts.vault.kv-mount",
        "at secret, below connected-accounts.");
    assertRefused(
        Map.of(
            "connected-accounts.vault.kv-mount", "", "connected-accounts.credentials", "database"),
        "connected-accounts.vault.kv-mount",
        "at secret, below connected-accounts.");
  }

  private static boolean isReady(int port) throws InterruptedException {
    var ready = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"));
    try {
      return HTTP.send(ready.build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static HttpResponse<String> post(int port, String key, String account)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/accounts"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(account))
            .build(),
        BodyHandlers.ofString());
  }
}
