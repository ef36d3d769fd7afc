package org.connectedaccounts.adapters.out.vault;

import static java.util.stream.Collectors.toSet;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitCreateKeyParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitDecryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitKeyInfo;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitKeyType;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitRotateKeyParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitUpdateKeyParams;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.connectedaccounts.adapters.out.vault.VaultServer.Refused;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A key of the Transit engine for each workspace, derived with the workspace as context. A wrapped
 * data key is Vault's own text, {@code vault:v1:…}; its first two parts are the version.
 */
@Singleton
@Identifier("vault") final class VaultTransitKeys implements KeyEncryptionKeys {

  private static final String ENGINE = "transit";

  /** What its versions begin with; a number follows. */
  private static final String VERSIONS = "vault:v";

  private final VaultServer server;
  private final String mount;
  private final String prefix;
  private final SharedCalls<Unwrapping, byte[]> unwrapping;

  /** The same for all who ask for it. */
  private record Unwrapping(WorkspaceId workspace, String text) {}

  VaultTransitKeys(
      VaultServer server,
      @ConfigProperty(name = "connected-accounts.vault.transit-mount", defaultValue = "transit")
          String mount,
      @ConfigProperty(
              name = "connected-accounts.vault.transit-prefix",
              defaultValue = "connected-accounts-")
          String prefix) {
    this.server = server;
    this.mount = mount;
    this.prefix = prefix;
    this.unwrapping = new SharedCalls<>(server.deadline());
  }

  @Override
  public void create(WorkspaceId workspace) {
    if (exists(workspace)) {
      return;
    }
    try {
      call(
          transit ->
              transit.createKey(
                  name(workspace),
                  new VaultSecretsTransitCreateKeyParams()
                      .setType(VaultSecretsTransitKeyType.AES256_GCM96)
                      .setDerived(true)));
    } catch (Refused e) {
      throw new IllegalStateException(
          "Vault does not make the key %s: %s".formatted(name(workspace), e.getMessage()), e);
    }
  }

  /** Asked first: where it may, Vault would make a key that is missing. */
  @Override
  public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
    if (!exists(workspace)) {
      throw missing(workspace, null);
    }
    try {
      var encrypted =
          call(
              transit ->
                  transit.encrypt(
                      name(workspace),
                      new VaultSecretsTransitEncryptParams()
                          .setPlaintext(dataKey)
                          .setContext(context(workspace))));
      var text = encrypted.getCiphertext();
      return new Wrapped(text.getBytes(StandardCharsets.US_ASCII), versionOf(text));
    } catch (Refused e) {
      throw missing(workspace, e);
    }
  }

  @Override
  public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
    var text = new String(wrapped.bytes(), StandardCharsets.US_ASCII);
    if (!versionOf(text).equals(wrapped.version())) {
      throw new DoesNotOpen(
          "A wrapped data key of %s is not of the version %s that it should be of: it was changed."
              .formatted(workspace, wrapped.version()),
          null);
    }
    try {
      // A copy for each: whoever has used his wipes it.
      return call(transit -> decrypted(transit, new Unwrapping(workspace, text))).clone();
    } catch (Refused e) {
      if (!exists(workspace)) {
        throw missing(workspace, e);
      }
      throw new DoesNotOpen(
          "A wrapped data key of %s does not open with the key %s of Vault: %s%s"
              .formatted(workspace, name(workspace), e.getMessage(), hint(e)),
          e);
    }
  }

  private CompletionStage<byte[]> decrypted(VaultSecretsTransit transit, Unwrapping what) {
    return unwrapping.call(
        what,
        () ->
            transit.decrypt(
                name(what.workspace()),
                new VaultSecretsTransitDecryptParams()
                    .setCiphertext(what.text())
                    .setContext(context(what.workspace()))));
  }

  /** Of versions that were retired too early, or are not in this Vault yet. */
  private String hint(Refused why) {
    return String.valueOf(why.getMessage()).contains("version")
        ? ". Lower min_decryption_version of that key at %s, or restore the Vault that has this version."
            .formatted(mount)
        : "";
  }

  @Override
  public void rotate(WorkspaceId workspace, Set<String> inUse) {
    var ours = inUse.stream().filter(each -> each.startsWith(VERSIONS)).collect(toSet());
    var there = find(workspace);
    if (there.isEmpty()) {
      if (!ours.isEmpty()) {
        throw missing(workspace, null);
      }
      create(workspace);
    } else if (ours.isEmpty() || ours.contains(VERSIONS + there.get().getLatestVersion())) {
      addVersion(workspace);
    }
  }

  private void addVersion(WorkspaceId workspace) {
    try {
      call(transit -> transit.rotateKey(name(workspace), new VaultSecretsTransitRotateKeyParams()));
    } catch (Refused e) {
      throw missing(workspace, e);
    }
  }

  @Override
  public void retire(WorkspaceId workspace, String version) {
    int number = Integer.parseInt(version.substring(VERSIONS.length()));
    try {
      call(
          transit ->
              transit.updateKey(
                  name(workspace),
                  new VaultSecretsTransitUpdateKeyParams().setMinDecryptionVersion(number)));
    } catch (Refused e) {
      throw missing(workspace, e);
    }
  }

  @Override
  public void destroy(WorkspaceId workspace) {
    if (!server.isConfigured() || !exists(workspace)) {
      return;
    }
    try {
      call(
          transit ->
              transit.updateKey(
                  name(workspace),
                  new VaultSecretsTransitUpdateKeyParams().setDeletionAllowed(true)));
      call(transit -> transit.deleteKey(name(workspace)));
    } catch (Refused e) {
      if (exists(workspace)) {
        throw new IllegalStateException(
            "Vault does not delete its key %s: %s".formatted(name(workspace), e.getMessage()), e);
      }
    }
  }

  private boolean exists(WorkspaceId workspace) {
    return find(workspace).isPresent();
  }

  private Optional<VaultSecretsTransitKeyInfo> find(WorkspaceId workspace) {
    try {
      return Optional.of(call(transit -> transit.readKey(name(workspace))));
    } catch (Refused e) {
      if (e.isNothingThere()) {
        return Optional.empty();
      }
      throw server.unusable(
          ENGINE,
          "Vault does not tell of its key %s: %s. Is connected-accounts.vault.transit-mount (%s) a Transit engine?"
              .formatted(name(workspace), e.getMessage(), mount),
          e);
    }
  }

  private <T> T call(Function<VaultSecretsTransit, CompletionStage<T>> request) throws Refused {
    return server.call(
        ENGINE, (VaultClient client) -> request.apply(client.secrets().transit(mount)));
  }

  private NoSuchKey missing(WorkspaceId workspace, @Nullable Refused why) {
    var sentence =
        "Vault has no key %s at %s: the workspace was destroyed, or this is not the Vault its secrets were stored with. In that case restore it, or point quarkus.vault.url to it."
            .formatted(name(workspace), mount);
    return new NoSuchKey(why == null ? sentence : sentence + " (" + why.getMessage() + ")");
  }

  private String name(WorkspaceId workspace) {
    return prefix + workspace.value();
  }

  private static byte[] context(WorkspaceId workspace) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(workspace.value().getMostSignificantBits())
        .putLong(workspace.value().getLeastSignificantBits())
        .array();
  }

  /** {@code vault:v1} of {@code vault:v1:…}; of anything else, all of it. */
  private static String versionOf(String ciphertext) {
    int end = ciphertext.lastIndexOf(':');
    return end < 0 ? ciphertext : ciphertext.substring(0, end);
  }
}
