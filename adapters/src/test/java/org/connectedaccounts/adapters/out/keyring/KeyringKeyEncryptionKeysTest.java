package org.connectedaccounts.adapters.out.keyring;

import java.nio.file.Path;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.testing.KeyEncryptionKeysContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class KeyringKeyEncryptionKeysTest implements KeyEncryptionKeysContract {

  @TempDir Path directory;
  private KeyEncryptionKeys keys;

  @BeforeEach
  void open() {
    keys = new KeyringKeyEncryptionKeys(OpenedKeyring.at(directory.resolve("keyring.json")));
  }

  @Override
  public KeyEncryptionKeys keys() {
    return keys;
  }
}
