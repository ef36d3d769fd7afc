package org.connectedaccounts.adapters.out.keyring;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.FormerFingerprintKeys;
import org.connectedaccounts.domain.Secret;

/** What a keyring file of before has beside key-encryption keys. */
@Singleton
final class KeyringFormerFingerprintKeys implements FormerFingerprintKeys {

  private final KeyringFile file;

  KeyringFormerFingerprintKeys(KeyringFile file) {
    this.file = file;
  }

  @Override
  public Optional<Secret> find(Purpose purpose) {
    return file.exists()
        ? Optional.ofNullable(file.current().fingerprints().get(purpose))
            .map(key -> Secret.of(key.base64()))
        : Optional.empty();
  }
}
