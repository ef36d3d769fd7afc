package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Vault, set up as docs/vault.md says: Transit, AppRole, and the policy of {@code docker}.
 * It is one that {@code .ci/vault/start} finds.
 */
final class DevVault implements AutoCloseable {

  private static final Path START = Path.of("../.ci/vault/start");
  private static final Path POLICY = Path.of("../docker/vault/policy.hcl");
  private static final Pattern MADE = Pattern.compile("\"(?:role_id|secret_id)\":\"([^\"]+)\"");
  private static final int NOTHING_FOUND = 3;

  private final String name = "connected-accounts-test-" + UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;
  private final String token;
  private final String unsealKey;

  private DevVault(Process process, String address, String token, String unsealKey) {
    this.process = process;
    this.address = address;
    this.token = token;
    this.unsealKey = unsealKey;
  }

  /** Skips the test, with the reason, where there is no Vault; fails it if one is required. */
  static DevVault open() throws IOException, InterruptedException {
    DevVault vault = start();
    vault.setUp();
    return vault;
  }

  private static DevVault start() throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path log = Files.createTempFile("vault", ".log");
    Process process =
        new ProcessBuilder(START.toString(), String.valueOf(port))
            .redirectError(log.toFile())
            .start();
    Map<String, String> said = new HashMap<>();
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int equals = line.indexOf('=');
      said.put(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
      String address = said.get("VAULT_ADDR");
      if (address != null) {
        String key = said.getOrDefault("VAULT_UNSEAL_KEY", "");
        return new DevVault(process, address, said.getOrDefault("VAULT_TOKEN", ""), key);
      }
    }
    String why = "No Vault to test with: " + Files.readString(log).strip();
    boolean ended = process.waitFor(10, TimeUnit.SECONDS);
    process.destroy();
    if (ended && process.exitValue() == NOTHING_FOUND && System.getenv("VAULT_REQUIRED") == null) {
      Assumptions.abort(why);
    }
    return Assertions.fail(why);
  }

  /** Under names of this run alone: a Vault that was given may hold what others need. */
  private void setUp() throws IOException, InterruptedException {
    ask("POST", "sys/mounts/" + name, "{\"type\":\"transit\"}");
    ask("POST", "sys/mounts/" + kv(), "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
    ask("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
    String policy =
        Files.readString(POLICY)
            .replace("\"transit/", "\"" + name + "/")
            .replace("\"secret/", "\"" + kv() + "/")
            .replace("\"", "\\\"")
            .replace("\n", "\\n");
    ask("PUT", "sys/policies/acl/" + name, "{\"policy\":\"" + policy + "\"}");
    ask(
        "POST",
        "auth/approle/role/" + name,
        "{\"token_policies\":[\"" + name + "\"],\"token_ttl\":\"10m\"}");
  }

  private void removeAll() throws IOException, InterruptedException {
    ask("DELETE", "sys/mounts/" + name, "");
    ask("DELETE", "sys/mounts/" + kv(), "");
    ask("DELETE", "auth/approle/role/" + name, "");
    ask("DELETE", "sys/policies/acl/" + name, "");
  }

  String address() {
    return address;
  }

  /** Where Transit is mounted. */
  String mount() {
    return name;
  }

  /** Where KV is mounted. */
  String kv() {
    return name + "-kv";
  }

  /** As root, whatever it answers. */
  HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return ask(token, method, path, body);
  }

  /** As whoever has that token. */
  HttpResponse<String> ask(String with, String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
            .header("X-Vault-Token", with)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String made(String method, String path) throws IOException, InterruptedException {
    var matcher = MADE.matcher(ask(method, path, "{}").body());
    Assertions.assertTrue(matcher.find(), path);
    return matcher.group(1);
  }

  /** A client as the service has one: by AppRole, with the policy and nothing else. */
  VaultClient service() {
    try {
      return service(
          made("GET", "auth/approle/role/" + name + "/role-id"),
          made("POST", "auth/approle/role/" + name + "/secret-id"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  VaultClient service(String roleId, String secretId) {
    return client(address).appRole(roleId, secretId).build();
  }

  /** A client by a token. */
  VaultClient withToken(String clientToken) {
    return client(address).clientToken(clientToken).build();
  }

  VaultClient.Builder client(String url) {
    return VaultClient.builder()
        .executor(new JDKVaultHttpClient(http))
        .baseUrl(url)
        .requestTimeout(Duration.ofSeconds(2));
  }

  static VaultServer server(VaultClient client) {
    return new VaultServer(() -> client, true, Duration.ofSeconds(5), Patience.OF_A_CALL);
  }

  /** Empty for one that is not ours to seal. */
  Optional<String> unsealKey() {
    return Optional.of(unsealKey).filter(key -> !key.isEmpty());
  }

  String rootToken() {
    return token;
  }

  /** Of somebody whom Vault knows and who may do nothing. */
  String tokenWithout() throws IOException, InterruptedException {
    return token("{\"policies\":[\"default\"]}");
  }

  /** One that may do what the service does, for so long. */
  String tokenFor(String life) throws IOException, InterruptedException {
    return token("{\"policies\":[\"%s\"],\"ttl\":\"%s\"}".formatted(name, life));
  }

  private String token(String wanted) throws IOException, InterruptedException {
    var body = ask("POST", "auth/token/create", wanted).body();
    var matcher = Pattern.compile("\"client_token\":\"([^\"]+)\"").matcher(body);
    Assertions.assertTrue(matcher.find());
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    removeAll();
    http.close();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
