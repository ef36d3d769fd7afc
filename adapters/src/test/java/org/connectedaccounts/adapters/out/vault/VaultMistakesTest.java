package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.vault.client.VaultClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.KeyEncryptionKeys.DoesNotOpen;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.OutsideSecretsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What may be set up wrongly: the log and the health name the setting or the path, and what to do.
 * What one class alone would say stands in that one's test.
 */
@Tag("vault")
class VaultMistakesTest {

  private static final byte[] DATA_KEY = new byte[32];

  private static DevVault vault;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  @BeforeAll
  static void open() throws Exception {
    vault = DevVault.open();
  }

  @AfterAll
  static void close() throws Exception {
    if (vault != null) {
      vault.close();
    }
  }

  private static VaultTransitKeys keys(VaultServer server, String mount) {
    return new VaultTransitKeys(server, mount, "connected-accounts-");
  }

  private static VaultOutsideSecrets outside(VaultServer server, String mount) {
    return new VaultOutsideSecrets(new VaultKv(server, Optional.of(mount), "connected-accounts"));
  }

  private static Map<String, Object> health(VaultServer server) {
    return new VaultHealth(server).call().getData().orElseThrow();
  }

  /** Both engines say so, and so does the health. */
  private void assertRefused(VaultClient client, String... named) {
    var server = DevVault.server(client);
    var place = OutsideSecretsContract.newPlace();
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> keys(server, vault.mount()).create(workspace))
        .satisfies(e -> assertThat(e.getMessage()).contains(named).contains(vault.mount()));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> outside(server, vault.kv()).put(place, DATA_KEY))
        .satisfies(e -> assertThat(e.getMessage()).contains(named).contains(vault.kv()));
    assertThat(health(server)).containsEntry("state", "active").containsEntry("degraded", true);
    assertThat(health(server))
        .extractingByKeys("trouble_transit", "trouble_kv")
        .allSatisfy(trouble -> assertThat(trouble.toString()).contains(named));
  }

  @Test
  void anyCallWhenTheTokenIsWrongThenNamesSettingAndPath() {
    assertRefused(vault.withToken("no-such-token"), "quarkus.vault.authentication", "403");
  }

  @Test
  void anyCallWhenTheTokenIsOverThenNamesSettingAndPath() throws Exception {
    String token = vault.tokenFor("1s");
    var server = DevVault.server(vault.withToken(token));
    keys(server, vault.mount()).create(workspace);
    Thread.sleep(2500);
    assertRefused(vault.withToken(token), "quarkus.vault.authentication", "403");
  }

  @Test
  void anyCallWhenThePolicyIsMissingThenNamesItsFile() throws Exception {
    assertRefused(vault.withToken(vault.tokenWithout()), "docker/vault/policy.hcl", "403");
  }

  /** To whom the policy gives its own mounts alone, another one is forbidden and not missing. */
  @Test
  void anyCallWhenTheMountIsWrongThenNamesPathAndSetting() {
    var server = DevVault.server(vault.service());
    var place = OutsideSecretsContract.newPlace();
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> keys(server, "nowhere").create(workspace))
        .withMessageContaining("nowhere/keys/")
        .withMessageContaining("connected-accounts.vault.transit-mount");
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> outside(server, "nowhere").put(place, DATA_KEY))
        .withMessageContaining("nowhere/config")
        .withMessageContaining(".kv-mount");
    assertThat(health(server)).containsKeys("trouble_transit", "trouble_kv");
  }

  /** Version 1 answers as if nothing was there: what is in the right engine is not lost by that. */
  @Test
  void anyCallWhenTheEngineIsOfVersion1ThenNothingIsMissingOrRemovedAndTheHealthSaysSo()
      throws Exception {
    String first = vault.kv() + "-1";
    vault.ask("POST", "sys/mounts/" + first, "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
    try {
      var server = DevVault.server(vault.withToken(vault.rootToken()));
      var kv = outside(server, first);
      var place = OutsideSecretsContract.newPlace();
      for (Runnable call : List.<Runnable>of(() -> kv.get(place, 1), () -> kv.remove(place))) {
        assertThatExceptionOfType(Unreachable.class)
            .isThrownBy(call::run)
            .withMessageContaining("connected-accounts.vault.kv-mount (" + first + ")");
        assertThat(health(server)).containsEntry("degraded", true).containsKey("trouble_kv");
      }
    } finally {
      vault.ask("DELETE", "sys/mounts/" + first, "");
    }
  }

  /** Retired too early; or Vault was restored from before a rotation. */
  @Test
  void unwrapWhenThereIsNoSuchVersionThenSaysWhatToDoAndLosesNothing() throws Exception {
    var keys = keys(DevVault.server(vault.service()), vault.mount());
    keys.create(workspace);
    var first = keys.wrap(workspace, DATA_KEY);
    String key = vault.mount() + "/keys/connected-accounts-" + workspace.value();
    vault.ask("POST", key + "/rotate", "{}");
    vault.ask("POST", key + "/config", "{\"min_decryption_version\":2}");
    assertNamesTheVersion(keys, first);
    vault.ask("POST", key + "/config", "{\"min_decryption_version\":1}");
    assertThat(keys.unwrap(workspace, first)).isEqualTo(DATA_KEY);

    var later = new String(first.bytes(), UTF_8).replace("vault:v1:", "vault:v7:");
    assertNamesTheVersion(keys, new Wrapped(later.getBytes(UTF_8), "vault:v7"));
  }

  private void assertNamesTheVersion(VaultTransitKeys keys, Wrapped wrapped) {
    assertThatExceptionOfType(DoesNotOpen.class)
        .isThrownBy(() -> keys.unwrap(workspace, wrapped))
        .withMessageContaining("connected-accounts-" + workspace.value())
        .withMessageContaining("min_decryption_version")
        .withMessageContaining(vault.mount());
  }
}
