package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/vault/set-up.sh} on a server that nobody has initialized. */
@Tag("vault")
class SetUpScriptTest {

  private static final Path BUILD = Path.of("../.ci/vault/build");
  private static final Path SCRIPT = Path.of("../docker/vault/set-up.sh");
  private static final Pattern ROOT = Pattern.compile("\"root_token\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private Process server;
  private String address = "";

  @BeforeEach
  void open() throws IOException, InterruptedException {
    var built = new ProcessBuilder(BUILD.toString(), "--only-if-built").start();
    var binary = new String(built.getInputStream().readAllBytes(), UTF_8).strip();
    Assumptions.assumeTrue(
        built.waitFor() == 0, "No server that is not initialized: run .ci/vault/build");
    server =
        new ProcessBuilder(binary, "-uninitialized")
            .redirectError(directory.resolve("log").toFile())
            .start();
    var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
    while (!address.startsWith("http")) {
      String line = lines.readLine();
      assertThat(line).as("what the server says").isNotNull();
      address = line.replace("VAULT_ADDR=", "");
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    http.close();
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  private Path keys() {
    return directory.resolve("keys");
  }

  private Map<String, String> setUp() throws IOException, InterruptedException {
    var builder = new ProcessBuilder(SCRIPT.toString());
    builder.environment().put("VAULT_ADDR", address);
    builder.environment().put("KEYS", keys().toString());
    builder.environment().remove("VAULT_TOKEN");
    var script = builder.redirectError(directory.resolve("said").toFile()).start();
    Map<String, String> settings = new HashMap<>();
    for (String line : new String(script.getInputStream().readAllBytes(), UTF_8).lines().toList()) {
      String[] parts = line.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    assertThat(script.waitFor()).as(Files.readString(directory.resolve("said"))).isZero();
    return settings;
  }

  private void seal() throws IOException, InterruptedException {
    var root = ROOT.matcher(Files.readString(keys()));
    assertThat(root.find()).isTrue();
    var request =
        HttpRequest.newBuilder(URI.create(address + "/v1/sys/seal"))
            .header("X-Vault-Token", root.group(1))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(204);
  }

  private VaultTransitKeys service(Map<String, String> settings) {
    var login = "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_";
    var client =
        VaultClient.builder()
            .executor(new JDKVaultHttpClient(http))
            .baseUrl(address)
            .requestTimeout(Duration.ofSeconds(2))
            .appRole(
                String.valueOf(settings.get(login + "ROLE_ID")),
                String.valueOf(settings.get(login + "SECRET_ID")))
            .build();
    return new VaultTransitKeys(DevVault.server(client), "transit", "connected-accounts-");
  }

  @Test
  void setUpThenTheServiceWorksAndAfterASealItIsUnsealedAgain() throws Exception {
    var workspace = new WorkspaceId(UUID.randomUUID());
    var first = setUp();
    assertThat(first.keySet())
        .containsAll(List.of("CONNECTED_ACCOUNTS_KEYS", "CONNECTED_ACCOUNTS_VAULT_KV_MOUNT"));
    assertThat(first).containsEntry("QUARKUS_VAULT_URL", address);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .as("unseal key and root token")
        .isEqualTo("rw-------");
    var keys = service(first);
    keys.create(workspace);
    var wrapped = keys.wrap(workspace, new byte[] {1, 2, 3});

    seal();
    var second = setUp();
    assertThat(service(second).unwrap(workspace, wrapped)).isEqualTo(new byte[] {1, 2, 3});
    assertThat(keys.unwrap(workspace, wrapped)).as("the first secret-id").hasSize(3);
  }
}
