package org.connectedaccounts.adapters.out.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.NoSuchKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.KeyEncryptionKeysContract;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vault")
class VaultTransitKeysTest implements KeyEncryptionKeysContract {

  private static DevVault vault;
  private static KeyEncryptionKeys keys;

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  @BeforeAll
  static void open() throws Exception {
    vault = DevVault.open();
    keys = keysOf(DevVault.server(vault.service()));
  }

  @AfterAll
  static void close() throws Exception {
    if (vault != null) {
      vault.close();
    }
  }

  private static KeyEncryptionKeys keysOf(VaultServer server) {
    return new VaultTransitKeys(server, vault.mount(), "connected-accounts-");
  }

  @Override
  public KeyEncryptionKeys keys() {
    return keys;
  }

  @Test
  void wrapThenTheVersionIsVaultsAndTheKeyIsDerived() throws Exception {
    keys.create(workspace);
    assertThat(keys.wrap(workspace, DATA_KEY).version()).isEqualTo("vault:v1");
    String key = vault.ask("GET", vault.mount() + "/keys/" + nameOf(workspace), "").body();
    assertThat(key).contains("\"derived\":true", "\"exportable\":false", "aes256-gcm96");
  }

  /** A ciphertext that is moved to another workspace's key in Vault does not open there either. */
  @Test
  void wrapThenOnlyTheWorkspacesContextOpens() throws Exception {
    keys.create(workspace);
    var text = new String(keys.wrap(workspace, DATA_KEY).bytes(), StandardCharsets.US_ASCII);
    assertThat(decrypted(text, workspace.value())).isEqualTo(200);
    assertThat(decrypted(text, new UUID(0, 0))).isEqualTo(400);
  }

  private int decrypted(String text, UUID context) throws Exception {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(context.getMostSignificantBits())
            .putLong(context.getLeastSignificantBits())
            .array();
    String body =
        "{\"ciphertext\":\"%s\",\"context\":\"%s\"}"
            .formatted(text, Base64.getEncoder().encodeToString(bytes));
    return vault.ask("POST", vault.mount() + "/decrypt/" + nameOf(workspace), body).statusCode();
  }

  @Test
  void unwrapWhenTheKeyWasRotatedThenStillOpensAndNewOnesAreOfTheNewVersion() throws Exception {
    keys.create(workspace);
    var before = keys.wrap(workspace, DATA_KEY);
    vault.ask("POST", vault.mount() + "/keys/" + nameOf(workspace) + "/rotate", "{}");

    assertThat(keys.unwrap(workspace, before)).isEqualTo(DATA_KEY);
    assertThat(keys.wrap(workspace, DATA_KEY).version()).isEqualTo("vault:v2");
  }

  @Test
  void unwrapWhenTheVersionIsRetiredThenRefusesAndSaysSo() throws Exception {
    keys.create(workspace);
    var before = keys.wrap(workspace, DATA_KEY);
    vault.ask("POST", vault.mount() + "/keys/" + nameOf(workspace) + "/rotate", "{}");
    vault.ask(
        "POST",
        vault.mount() + "/keys/" + nameOf(workspace) + "/config",
        "{\"min_decryption_version\":2}");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> keys.unwrap(workspace, before))
        .withMessageContaining(nameOf(workspace))
        .withMessageContaining("too old");
  }

  /**
   * Where it may, Vault makes the key that encrypting asks for: a lost one must not be replaced.
   */
  @Test
  void wrapWhenThereIsNoKeyAndTheTokenMayMakeOneThenMakesNone() throws Exception {
    var root = keysOf(DevVault.server(vault.withToken(vault.rootToken())));
    assertThatExceptionOfType(NoSuchKey.class).isThrownBy(() -> root.wrap(workspace, DATA_KEY));
    assertThat(vault.ask("GET", vault.mount() + "/keys/" + nameOf(workspace), "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anyCallWhenTheSecretIdIsWrongThenNamesTheSetting() {
    var strangers = keysOf(DevVault.server(vault.service("no-such-role", "no-such-secret")));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> strangers.create(workspace))
        .withMessageContaining("quarkus.vault.authentication");
  }

  @Test
  void anyCallWhenThePolicyIsMissingThenNamesThePath() throws Exception {
    String token = vault.tokenWithout();
    var poor = keysOf(DevVault.server(vault.withToken(token)));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> poor.create(workspace))
        .withMessageContaining(vault.mount() + "/keys/" + nameOf(workspace))
        .withMessageContaining("policy")
        .withMessageNotContaining(token);
  }

  @Test
  void anyCallWhenSealedBeforeTheLoginThenSaysSealedAndNotThatTheLoginIsWrong()
      throws IOException, InterruptedException {
    String key = vault.unsealKey().orElse(null);
    Assumptions.assumeTrue(key != null, "this Vault cannot be sealed by a test");
    var late = keysOf(DevVault.server(vault.service()));
    vault.ask("PUT", "sys/seal", "{}");
    try {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> late.create(workspace))
          .withMessageContaining("503")
          .withMessageNotContaining("authentication");
    } finally {
      vault.ask("PUT", "sys/unseal", "{\"key\":\"" + key + "\"}");
    }
    late.create(workspace);
  }

  @Test
  void createWhenTheMountIsWrongThenNamesTheSetting() throws Exception {
    var elsewhere =
        new VaultTransitKeys(
            DevVault.server(vault.withToken(vault.rootToken())), "nowhere", "connected-accounts-");
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> elsewhere.create(workspace))
        .withMessageContaining("connected-accounts.vault.transit-mount (nowhere)");
  }

  @Test
  void anyCallWhenNobodyListensThenSaysWhatToCheck() {
    var nobody = vault.client("http://127.0.0.1:1").clientToken("t").build();
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> keysOf(DevVault.server(nobody)).create(workspace))
        .withMessageContaining("quarkus.vault.url");
  }

  @Test
  void anyCallWhenSealedThenSaysSoAndGoesOnOnceUnsealed() throws IOException, InterruptedException {
    String key = vault.unsealKey().orElse(null);
    Assumptions.assumeTrue(key != null, "this Vault cannot be sealed by a test");
    keys.create(workspace);
    var wrapped = keys.wrap(workspace, DATA_KEY);
    // One that has not even logged in.
    var health = new VaultHealth(DevVault.server(vault.service()));
    vault.ask("PUT", "sys/seal", "{}");
    try {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> keys.unwrap(workspace, wrapped))
          .withMessageContaining("503")
          .withMessageContaining("sealed");
      assertThat(said(health)).containsEntry("state", "sealed").containsEntry("degraded", true);
    } finally {
      vault.ask("PUT", "sys/unseal", "{\"key\":\"" + key + "\"}");
    }
    assertThat(keys.unwrap(workspace, wrapped)).isEqualTo(DATA_KEY);
    assertThat(said(health)).containsEntry("state", "active").containsEntry("degraded", false);
  }

  private static Map<String, Object> said(VaultHealth health) {
    var response = health.call();
    assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    return response.getData().orElseThrow();
  }

  @Test
  void healthWhenNobodyListensThenUpAndDegraded() {
    var nobody = vault.client("http://127.0.0.1:1").clientToken("t").build();
    assertThat(said(new VaultHealth(DevVault.server(nobody))))
        .containsEntry("state", "unreachable")
        .containsEntry("degraded", true);
  }

  @Test
  void thePolicyAllowsNothingElse() {
    var transit = vault.service().secrets().transit(vault.mount());
    var sys = vault.service().sys();
    keys.create(workspace);
    assertRefused(() -> transit.readKey("another-services-key"));
    assertRefused(() -> transit.rotateKey("another-services-key", null));
    assertRefused(() -> transit.backupKey(nameOf(workspace)));
    assertRefused(transit::listKeys);
    assertRefused(() -> sys.mounts().list());
    assertRefused(() -> vault.service().secrets().kv2("secret").readSecret("anything"));
  }

  /** Whoever has the service's token can use its keys while he has it, and take none along. */
  @Test
  void thePolicyLetsNobodyTakeAKeyOut() throws Exception {
    keys.create(workspace);
    String key = vault.mount() + "/keys/" + nameOf(workspace);
    String another = vault.mount() + "/keys/" + nameOf(new WorkspaceId(UUID.randomUUID()));
    String token = vault.tokenFor("5m");
    for (var parameter : List.of("exportable", "allow_plaintext_backup")) {
      String body = "{\"%s\":true}".formatted(parameter);
      String alsoAllowed =
          "{\"type\":\"aes256-gcm96\",\"derived\":true,\"%s\":true}".formatted(parameter);
      assertThat(asked(token, key + "/config", body)).as(parameter).isEqualTo(403);
      assertThat(asked(token, key + "/rotate", body)).as(parameter).isEqualTo(403);
      assertThat(asked(token, key, alsoAllowed)).as(parameter).isEqualTo(403);
      assertThat(asked(token, another, alsoAllowed)).as(parameter).isEqualTo(403);
    }
    assertThat(asked(token, another, "{\"type\":\"rsa-2048\"}")).as("type").isEqualTo(403);
    assertThat(asked(token, another + "/import", "{\"ciphertext\":\"eA==\"}")).isEqualTo(403);
    assertThat(asked(token, vault.mount() + "/keys/another/config", "{}")).isEqualTo(403);
    assertThat(vault.ask("GET", key, "").body())
        .contains("\"exportable\":false", "\"allow_plaintext_backup\":false");
  }

  private static int asked(String token, String path, String body) throws Exception {
    return vault.ask(token, "POST", path, body).statusCode();
  }

  private static void assertRefused(VaultRequest request) {
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> DevVault.server(vault.service()).call("test", _ -> request.send()))
        .withMessageContaining("403");
  }

  private interface VaultRequest {
    CompletionStage<?> send();
  }

  private static String nameOf(WorkspaceId workspace) {
    return "connected-accounts-" + workspace.value();
  }
}
