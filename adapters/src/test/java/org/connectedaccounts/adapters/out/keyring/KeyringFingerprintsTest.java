package org.connectedaccounts.adapters.out.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.testing.FingerprintsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringFingerprintsTest implements FingerprintsContract {

  @TempDir Path directory;
  private Fingerprints fingerprints;

  @BeforeEach
  void open() {
    fingerprints = new KeyringFingerprints(OpenedKeyring.at(directory.resolve("keyring.json")));
  }

  @Override
  public Fingerprints fingerprints() {
    return fingerprints;
  }

  @Test
  void ofWhenStartedAgainThenTheSameAndWithAnotherFileAnother() {
    var first = fingerprints.of(Purpose.TOKEN, Secret.of("x"));
    open();
    assertThat(fingerprints.of(Purpose.TOKEN, Secret.of("x"))).isEqualTo(first);
    var other = new KeyringFingerprints(OpenedKeyring.at(directory.resolve("other.json")));
    assertThat(other.of(Purpose.TOKEN, Secret.of("x"))).isNotEqualTo(first);
  }
}
