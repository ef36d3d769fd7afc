package org.connectedaccounts.adapters.out.sealing;

import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Makes each workspace's first data key; of two that race, the store lets one win. */
@Singleton
final class CachedDataKeyRing implements DataKeyRing {

  private static final int BITS = 256;

  private final DataKeys dataKeys;
  private final KeyEncryptionKeys keyEncryptionKeys;
  private final OpenedDataKeys opened;
  private final UnitOfWork unitOfWork;
  private final Randomness randomness;

  CachedDataKeyRing(
      DataKeys dataKeys,
      KeyEncryptionKeys keyEncryptionKeys,
      OpenedDataKeys opened,
      UnitOfWork unitOfWork,
      Randomness randomness) {
    this.dataKeys = dataKeys;
    this.keyEncryptionKeys = keyEncryptionKeys;
    this.opened = opened;
    this.unitOfWork = unitOfWork;
    this.randomness = randomness;
  }

  @Override
  public DataKey begin(WorkspaceId workspace) {
    keyEncryptionKeys.create(workspace);
    return newKey(workspace, DataKeys.State.ENCRYPT);
  }

  /**
   * Where there is a data key, it must open: a new key-encryption key beside it would hide that the
   * old one is lost.
   */
  @Override
  public void prepare(WorkspaceId workspace) {
    var there = find(workspace);
    if (there.isEmpty()) {
      keyEncryptionKeys.create(workspace);
      there = Optional.of(add(newKey(workspace, DataKeys.State.ENCRYPT)));
    }
    opened.unwrap(there.get());
  }

  @Override
  public DataKey renew(DataKey encrypting) {
    opened.unwrap(encrypting);
    return newKey(encrypting.workspace(), DataKeys.State.PUBLISHED);
  }

  @Override
  public void verify(DataKey key) {
    opened.unwrap(key);
  }

  /**
   * Twice forgotten: what was loaded before the key-encryption key went may have been kept since.
   */
  @Override
  public void shred(WorkspaceId workspace) {
    opened.forget(workspace);
    keyEncryptionKeys.destroy(workspace);
    opened.forget(workspace);
  }

  private Optional<DataKey> find(WorkspaceId workspace) {
    return unitOfWork.call(() -> dataKeys.findEncrypting(workspace));
  }

  private DataKey newKey(WorkspaceId workspace, DataKeys.State state) {
    byte[] bytes = randomKey();
    try {
      var wrapped = keyEncryptionKeys.wrap(workspace, bytes);
      return new DataKey(workspace, randomness.id(), state, wrapped.bytes(), wrapped.version());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private DataKey add(DataKey key) {
    try {
      unitOfWork.run(() -> dataKeys.add(key));
      return key;
    } catch (RuntimeException e) {
      // A unique index allows one encrypting key: if there is one now, another caller was faster.
      return find(key.workspace()).orElseThrow(() -> e);
    }
  }

  private static byte[] randomKey() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(BITS);
      return generator.generateKey().getEncoded();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
