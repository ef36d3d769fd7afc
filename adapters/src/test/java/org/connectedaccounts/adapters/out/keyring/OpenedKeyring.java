package org.connectedaccounts.adapters.out.keyring;

import java.nio.file.Path;

/** A keyring file beside a store that holds nothing yet. */
final class OpenedKeyring {

  private OpenedKeyring() {}

  static KeyringFile at(Path file) {
    var keyring = new KeyringFile(file, () -> false, true);
    keyring.open();
    return keyring;
  }
}
