package org.connectedaccounts.testing;

import org.connectedaccounts.application.port.KeyEncryptionKeys;

class InMemoryKeyEncryptionKeysTest implements KeyEncryptionKeysContract {

  private final KeyEncryptionKeys keys = new InMemoryKeyEncryptionKeys();

  @Override
  public KeyEncryptionKeys keys() {
    return keys;
  }
}
