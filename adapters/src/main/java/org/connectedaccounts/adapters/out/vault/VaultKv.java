package org.connectedaccounts.adapters.out.vault;

import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2ReadSecretData;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.connectedaccounts.adapters.out.vault.VaultServer.Refused;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The KV engine, version 2: secrets at paths below a prefix, each in versions. */
@Singleton
final class VaultKv {

  private static final String ENGINE = "kv";

  /** What Vault says when another version is there. */
  private static final String OTHER_VERSION = "check-and-set";

  private final VaultServer server;
  private final Optional<String> mount;
  private final String prefix;
  private volatile boolean isVersion2;

  /**
   * A version of a secret.
   *
   * @param written by Vault's clock, as exactly as the store keeps it
   */
  record Version(int number, Instant written, Map<String, Object> data) {}

  VaultKv(
      VaultServer server,
      @ConfigProperty(name = "connected-accounts.vault.kv-mount") Optional<String> mount,
      @ConfigProperty(
              name = "connected-accounts.vault.kv-prefix",
              defaultValue = "connected-accounts")
          String prefix) {
    this.server = server;
    this.mount = mount;
    this.prefix = prefix;
  }

  /** Whether the settings name one. */
  boolean isThere() {
    return mount.isPresent();
  }

  /** Where it is mounted. */
  Optional<String> mount() {
    return mount;
  }

  String prefix() {
    return prefix;
  }

  /** Version 1 takes the same paths for other secrets, and answers as if there were none. */
  void requireVersion2() {
    try {
      callAny(VaultSecretsKV2::readConfig);
      isVersion2 = true;
    } catch (Refused e) {
      isVersion2 = false;
      throw server.unusable(
          ENGINE,
          "Vault has no KV engine of version 2 at connected-accounts.vault.kv-mount (%s): vault secrets enable -path=%s kv-v2, or vault kv enable-versioning %s."
              .formatted(mount.orElseThrow(), mount.orElseThrow(), mount.orElseThrow()),
          e);
    }
  }

  /** What is in a folder; nothing where there is none. */
  List<String> names(String folder) {
    return asked("list", folder, kv -> kv.listSecrets(at(folder))).orElse(List.of());
  }

  /** The newest version; nothing where there is none, or where that was deleted. */
  Optional<Version> newest(String path) {
    return asked("read", path, kv -> kv.readSecret(at(path))).map(VaultKv::version);
  }

  Optional<Version> read(String path, int version) {
    return asked("read", path, kv -> kv.readSecret(at(path), version)).map(VaultKv::version);
  }

  private static Version version(VaultSecretsKV2ReadSecretData secret) {
    Map<String, Object> data = secret.getData();
    var metadata = secret.getMetadata();
    return new Version(
        metadata.getVersion(),
        metadata.getCreatedTime().toInstant().truncatedTo(ChronoUnit.MICROS),
        data == null ? Map.of() : data);
  }

  /** The number of the newest version, deleted or not; 0 where there never was one. */
  int newestNumber(String path) {
    return asked("read", path, kv -> kv.readSecretMetadata(at(path)))
        .map(metadata -> metadata.getCurrentVersion())
        .orElse(0);
  }

  /** Sets how many versions are kept, and that nobody writes without check-and-set. */
  void keepOnly(String path, int versions) {
    asked("set up", path, kv -> kv.updateSecretMetadata(at(path), versions, true, null, Map.of()));
  }

  /** The new version; empty if another one than {@code before} is there. */
  OptionalInt write(String path, int before, Map<String, String> data) {
    var options = new VaultSecretsKV2UpdateSecretOptions().setCas(before);
    Map<String, Object> fields = new LinkedHashMap<>(data);
    try {
      call(kv -> kv.updateSecret(at(path), options, fields));
      // The answer of a write has the version where the client's type does not look for it; with
      // check-and-set it is the next one.
      return OptionalInt.of(before + 1);
    } catch (Refused e) {
      if (String.valueOf(e.getMessage()).contains(OTHER_VERSION)) {
        return OptionalInt.empty();
      }
      throw refuses("write", path, e);
    }
  }

  /** With all its versions. */
  void remove(String path) {
    asked("delete", path, kv -> kv.deleteSecretMetadata(at(path)));
  }

  private String at(String path) {
    return prefix + "/" + path;
  }

  /** Empty where Vault has nothing there. */
  private <T extends @Nullable Object> Optional<T> asked(
      String what, String path, Function<VaultSecretsKV2, CompletionStage<T>> request) {
    try {
      return Optional.ofNullable(call(request));
    } catch (Refused e) {
      if (e.isNothingThere()) {
        return Optional.empty();
      }
      throw refuses(what, path, e);
    }
  }

  private RuntimeException refuses(String what, String path, Refused cause) {
    return server.unusable(
        ENGINE, "Vault does not %s %s: %s".formatted(what, at(path), cause.getMessage()), cause);
  }

  /** Nothing is read, written or removed before the engine is known to be one that has versions. */
  private <T> T call(Function<VaultSecretsKV2, CompletionStage<T>> request) throws Refused {
    if (!isVersion2) {
      requireVersion2();
    }
    return callAny(request);
  }

  private <T> T callAny(Function<VaultSecretsKV2, CompletionStage<T>> request) throws Refused {
    return server.call(ENGINE, client -> request.apply(client.secrets().kv2(mount.orElseThrow())));
  }
}
