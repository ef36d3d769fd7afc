package org.connectedaccounts.adapters.out.keyring;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM with the workspace's key in the keyring file, bound to workspace and version. */
@Singleton
@Identifier("keyring") final class KeyringKeyEncryptionKeys implements KeyEncryptionKeys {

  private static final byte FORMAT = 1;
  private static final int VERSION_BYTES = 6;

  /** What {@link #versionOf} makes looks like. */
  static final String VERSIONS = "^[0-9a-f]{%d}$".formatted(2 * VERSION_BYTES);

  private final KeyringFile file;

  KeyringKeyEncryptionKeys(KeyringFile file) {
    this.file = file;
  }

  @Override
  public void create(WorkspaceId workspace) {
    file.change(
        keyring -> {
          if (keyring.workspaces().containsKey(workspace)) {
            return keyring;
          }
          var key = KeyBytes.random();
          var version = versionOf(key);
          return keyring.with(workspace, new Keyring.Versions(version, Map.of(version, key)));
        });
  }

  @Override
  public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
    var versions = file.current().workspaces().get(workspace);
    if (versions == null) {
      throw missing(workspace, null);
    }
    var version = versions.current();
    try {
      var bytes =
          cipher(versions.keys().get(version), workspace, version)
              .encrypt(dataKey, additionalData(workspace, version));
      return new Wrapped(bytes, version);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot wrap a data key of " + workspace, e);
    }
  }

  @Override
  public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
    var version = wrapped.version();
    try {
      return cipher(file.current().key(workspace, version), workspace, version)
          .decrypt(wrapped.bytes(), additionalData(workspace, version));
    } catch (GeneralSecurityException _) {
      throw new DoesNotOpen(
          "A wrapped data key of %s does not open with key %s of the keyring %s: it was changed, or is another workspace's"
              .formatted(workspace, version, file.path()),
          null);
    }
  }

  @Override
  public void rotate(WorkspaceId workspace, Set<String> inUse) {
    var ours = inUse.stream().filter(KeyringKeyEncryptionKeys::isOurs).collect(Collectors.toSet());
    file.change(
        keyring -> {
          var there = keyring.workspaces().get(workspace);
          if (there == null) {
            return keyring.with(workspace, first(workspace, ours));
          }
          return ours.isEmpty() || ours.contains(there.current())
              ? keyring.with(workspace, next(there))
              : keyring;
        });
  }

  /** Where another place is left for this one; else a key is missing, and none is made for it. */
  private Keyring.Versions first(WorkspaceId workspace, Set<String> ours) {
    if (!ours.isEmpty()) {
      throw missing(workspace, null);
    }
    var key = KeyBytes.random();
    return new Keyring.Versions(versionOf(key), Map.of(versionOf(key), key));
  }

  private static Keyring.Versions next(Keyring.Versions there) {
    var key = KeyBytes.random();
    return there.with(versionOf(key), key);
  }

  @Override
  public void retire(WorkspaceId workspace, String version) {
    file.change(
        keyring -> {
          var there = keyring.workspaces().get(workspace);
          return there == null || !there.keys().containsKey(version)
              ? keyring
              : keyring.with(workspace, there.withoutOthersThan(version));
        });
  }

  @Override
  public void destroy(WorkspaceId workspace) {
    if (file.isChosen() || file.exists()) {
      file.change(
          keyring ->
              keyring.workspaces().containsKey(workspace) ? keyring.without(workspace) : keyring);
    }
  }

  private AesGcmJce cipher(@Nullable KeyBytes key, WorkspaceId workspace, String version)
      throws GeneralSecurityException {
    if (key == null) {
      throw missing(workspace, version);
    }
    return new AesGcmJce(key.bytes());
  }

  private NoSuchKey missing(WorkspaceId workspace, @Nullable String version) {
    return new NoSuchKey(
        "The keyring %s holds no key %sof %s: the workspace was destroyed, or this is not the file its secrets were stored with. In that case restore it from its backup, or point connected-accounts.keyring.file to it."
            .formatted(file.path(), version == null ? "" : version + " ", workspace));
  }

  private static boolean isOurs(String version) {
    return version.matches(VERSIONS);
  }

  /** Told by the key itself, so that a key made after a loss never passes for the lost one. */
  private static String versionOf(KeyBytes key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("key-encryption key version".getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(key.bytes()), 0, VERSION_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] additionalData(WorkspaceId workspace, String version) {
    byte[] name = version.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + Integer.BYTES + name.length)
        .put(FORMAT)
        .putLong(workspace.value().getMostSignificantBits())
        .putLong(workspace.value().getLeastSignificantBits())
        .putInt(name.length)
        .put(name)
        .array();
  }
}
