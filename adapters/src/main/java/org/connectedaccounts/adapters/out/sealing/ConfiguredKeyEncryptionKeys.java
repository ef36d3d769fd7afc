package org.connectedaccounts.adapters.out.sealing;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.Set;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keys are made where the settings say. What was wrapped at the other place is still unwrapped
 * there, so that an installation can move from one to the other while it runs.
 */
@Singleton
final class ConfiguredKeyEncryptionKeys implements KeyEncryptionKeys {

  private static final String VAULT_VERSIONS = "vault:";

  private final KeyEncryptionKeys keyring;
  private final KeyEncryptionKeys vault;
  private final KeyEncryptionKeys chosen;

  /** Where keys are made. */
  enum Place {
    KEYRING,
    VAULT
  }

  ConfiguredKeyEncryptionKeys(
      @Identifier("keyring") KeyEncryptionKeys keyring,
      @Identifier("vault") KeyEncryptionKeys vault,
      @ConfigProperty(name = "connected-accounts.keys", defaultValue = "keyring") Place place) {
    this.keyring = keyring;
    this.vault = vault;
    this.chosen = place == Place.VAULT ? vault : keyring;
  }

  @Override
  public void create(WorkspaceId workspace) {
    chosen.create(workspace);
  }

  @Override
  public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
    return chosen.wrap(workspace, dataKey);
  }

  @Override
  public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
    return placeOf(wrapped.version()).unwrap(workspace, wrapped);
  }

  @Override
  public void rotate(WorkspaceId workspace, Set<String> inUse) {
    chosen.rotate(workspace, inUse);
  }

  /** The other place keeps what it has: older copies of the store may still need it. */
  @Override
  public void retire(WorkspaceId workspace, String version) {
    placeOf(version).retire(workspace, version);
  }

  private KeyEncryptionKeys placeOf(String version) {
    return version.startsWith(VAULT_VERSIONS) ? vault : keyring;
  }

  /**
   * At both places: older copies of the store may have been wrapped at the other one. First at the
   * one that may be away, so that all is as it was if it is.
   */
  @Override
  public void destroy(WorkspaceId workspace) {
    vault.destroy(workspace);
    keyring.destroy(workspace);
  }
}
