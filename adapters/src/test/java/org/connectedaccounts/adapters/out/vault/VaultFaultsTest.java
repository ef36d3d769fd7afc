package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.OutsideSecretsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a real Vault cannot be made to answer, or not at will: an outage, never that nothing is
 * there.
 */
@Tag("vault")
class VaultFaultsTest {

  private static final String SEALED = "{\"errors\":[\"Vault is sealed\"]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  private HttpServer stub;
  private volatile int status;
  private volatile String body = SEALED;

  @BeforeEach
  void open() throws IOException {
    stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stub.createContext(
        "/",
        exchange -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          byte[] bytes = (head ? "" : body).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    stub.start();
  }

  @AfterEach
  void close() {
    stub.stop(0);
    http.close();
  }

  private VaultServer server() {
    VaultClient client =
        VaultClient.builder()
            .executor(new JDKVaultHttpClient(http))
            .baseUrl("http://127.0.0.1:" + stub.getAddress().getPort())
            .clientToken("t")
            .requestTimeout(Duration.ofSeconds(2))
            .build();
    return DevVault.server(client);
  }

  private static KeyEncryptionKeys keys(VaultServer server) {
    return new VaultTransitKeys(server, "transit", "connected-accounts-");
  }

  private static OutsideSecrets outside(VaultServer server) {
    return new VaultOutsideSecrets(new VaultKv(server, Optional.of("secret"), "p"));
  }

  @Test
  void anyCallWhenVaultIsAnythingButActiveThenUnreachableAndNothingIsLost() {
    var server = server();
    var wrapped = new KeyEncryptionKeys.Wrapped("vault:v1:x".getBytes(UTF_8), "vault:v1");
    var place = OutsideSecretsContract.newPlace();
    for (int answered : List.of(307, 412, 429, 472, 473, 500, 502, 503)) {
      status = answered;
      for (String said : List.of(SEALED, "", "<html>", "{\"errors\":[]}")) {
        body = said;
        List<Runnable> calls =
            List.of(
                () -> keys(server).create(workspace),
                () -> keys(server).unwrap(workspace, wrapped),
                () -> keys(server).destroy(workspace),
                () -> outside(server).get(place, 1),
                () -> outside(server).put(place, new byte[1]),
                () -> outside(server).remove(place));
        for (var call : calls) {
          assertThatExceptionOfType(Unreachable.class)
              .as("%s %s", answered, said)
              .isThrownBy(call::run)
              .withMessageContaining(String.valueOf(answered));
        }
      }
    }
  }

  @Test
  void healthThenSaysWhichStateAndStaysUp() {
    var health = new VaultHealth(server());
    body = "{\"initialized\":true}";
    Map.of(
            200, "active",
            429, "standby",
            472, "disaster recovery secondary",
            473, "standby",
            501, "not initialized",
            503, "sealed",
            502, "unreachable")
        .forEach(
            (answered, state) -> {
              status = answered;
              var said = health.call().getData().orElseThrow();
              assertThat(said).as("%s", answered).containsEntry("state", state);
              assertThat(said)
                  .containsEntry("degraded", !List.of("active", "standby").contains(state));
            });
  }

  /** Half of an answer is none: neither a key nor a value is gone because of it. */
  @Test
  void readWhenAnAnswerIsCutAtAnyByteThenItIsWholeOrUnreachable() throws Exception {
    try (var vault = DevVault.open();
        var link = new CutLink(vault.address())) {
      var direct = DevVault.server(vault.service());
      var directKeys = new VaultTransitKeys(direct, vault.mount(), "connected-accounts-");
      directKeys.create(workspace);
      byte[] key = new byte[] {1, 2, 3};
      var wrapped = directKeys.wrap(workspace, key);
      var place = OutsideSecretsContract.newPlace();
      var kv = new VaultKv(direct, Optional.of(vault.kv()), "connected-accounts");
      new VaultOutsideSecrets(kv).put(place, key);

      int whole = 0;
      int cut = 0;
      for (int bytes = 0; bytes < 900; bytes += 3) {
        var client = vault.client(link.url()).clientToken(vault.rootToken()).build();
        var server = new VaultServer(() -> client, true, Duration.ofSeconds(2), Patience.OF_A_CALL);
        link.cutAfter(bytes, true);
        try {
          var keys = new VaultTransitKeys(server, vault.mount(), "connected-accounts-");
          assertThat(keys.unwrap(workspace, wrapped)).isEqualTo(key);
          whole++;
        } catch (Unreachable _) {
          cut++;
        }
        link.cutAfter(bytes, true);
        try {
          var outside =
              new VaultOutsideSecrets(
                  new VaultKv(server, Optional.of(vault.kv()), "connected-accounts"));
          assertThat(outside.get(place, 1))
              .hasValueSatisfying(value -> assertThat(value).isEqualTo(key));
          whole++;
        } catch (Unreachable _) {
          cut++;
        }
      }
      assertThat(whole).isPositive();
      assertThat(cut).isGreaterThan(100);
    }
  }
}
