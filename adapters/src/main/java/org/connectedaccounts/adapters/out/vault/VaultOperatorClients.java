package org.connectedaccounts.adapters.out.vault;

import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2ReadSecretData;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.connectedaccounts.adapters.out.vault.VaultServer.Refused;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.domain.app.AppSlug;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A secret of the KV engine, version 2, for each app: {@code <prefix>/apps/<slug>}. */
@Singleton
final class VaultOperatorClients implements OperatorClients {

  private static final String ENGINE = "kv";

  /** What Vault says when another version is there. */
  private static final String OTHER_VERSION = "check-and-set";

  private final VaultServer server;
  private final Optional<String> mount;
  private final String folder;

  VaultOperatorClients(
      VaultServer server,
      @ConfigProperty(name = "connected-accounts.vault.kv-mount") Optional<String> mount,
      @ConfigProperty(
              name = "connected-accounts.vault.kv-prefix",
              defaultValue = "connected-accounts")
          String prefix) {
    this.server = server;
    this.mount = mount;
    this.folder = prefix + "/apps";
  }

  @Override
  public boolean isUsed() {
    return mount.isPresent();
  }

  @Override
  public List<Kept> all() {
    requireVersion2();
    List<Kept> all = new ArrayList<>();
    for (String name : names()) {
      read(name).ifPresent(all::add);
    }
    return all;
  }

  /** Version 1 takes the same paths for other secrets, and answers as if there were none. */
  private void requireVersion2() {
    try {
      call(VaultSecretsKV2::readConfig);
    } catch (Refused e) {
      throw server.unusable(
          ENGINE,
          "Vault has no KV engine of version 2 at connected-accounts.vault.kv-mount (%s): vault secrets enable -path=%s kv-v2, or vault kv enable-versioning %s."
              .formatted(mount.orElseThrow(), mount.orElseThrow(), mount.orElseThrow()),
          e);
    }
  }

  private List<String> names() {
    try {
      return call(kv -> kv.listSecrets(folder));
    } catch (Refused e) {
      if (e.isNothingThere()) {
        return List.of();
      }
      throw server.unusable(
          ENGINE, "Vault does not list %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Nothing where its newest version was deleted. */
  private Optional<Kept> read(String name) {
    if (AppSlug.parse(name).isEmpty()) {
      return Optional.of(new Unusable(name, 0, "its name is not an app's"));
    }
    try {
      return Optional.of(kept(name, call(kv -> kv.readSecret(folder + "/" + name))));
    } catch (Refused e) {
      if (e.isNothingThere()) {
        return Optional.empty();
      }
      throw server.unusable(
          ENGINE, "Vault does not read %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Kept kept(String name, VaultSecretsKV2ReadSecretData secret) {
    return ClientEntry.read(new AppSlug(name), secret.getMetadata().getVersion(), secret.getData());
  }

  @Override
  public OptionalInt put(Entry entry, int before) {
    OptionalInt put = write(entry, before);
    if (put.isPresent() || read(entry.app().value()).filter(Entry.class::isInstance).isPresent()) {
      return put;
    }
    // What is there is deleted, or no client: nobody uses it, and it never will be loaded.
    return write(entry, newest(entry.app()));
  }

  private OptionalInt write(Entry entry, int before) {
    Map<String, Object> data = new LinkedHashMap<>(ClientEntry.write(entry));
    var options = new VaultSecretsKV2UpdateSecretOptions().setCas(before);
    try {
      call(kv -> kv.updateSecret(path(entry.app()), options, data));
      // The answer of a write has the version where the client's type does not look for it; with
      // check-and-set it is the next one.
      return OptionalInt.of(before + 1);
    } catch (Refused e) {
      if (String.valueOf(e.getMessage()).contains(OTHER_VERSION)) {
        return OptionalInt.empty();
      }
      throw server.unusable(
          ENGINE, "Vault does not write %s: %s".formatted(path(entry.app()), e.getMessage()), e);
    }
  }

  private int newest(AppSlug app) {
    try {
      return call(kv -> kv.readSecretMetadata(path(app))).getCurrentVersion();
    } catch (Refused e) {
      if (e.isNothingThere()) {
        return 0;
      }
      throw server.unusable(
          ENGINE, "Vault does not tell of %s: %s".formatted(path(app), e.getMessage()), e);
    }
  }

  @Override
  public void remove(AppSlug app) {
    try {
      call(kv -> kv.deleteSecretMetadata(path(app)));
    } catch (Refused e) {
      if (!e.isNothingThere()) {
        throw server.unusable(
            ENGINE, "Vault does not delete %s: %s".formatted(path(app), e.getMessage()), e);
      }
    }
  }

  private String path(AppSlug app) {
    return folder + "/" + app.value();
  }

  private <T> T call(Function<VaultSecretsKV2, CompletionStage<T>> request) throws Refused {
    return server.call(ENGINE, client -> request.apply(client.secrets().kv2(mount.orElseThrow())));
  }
}
