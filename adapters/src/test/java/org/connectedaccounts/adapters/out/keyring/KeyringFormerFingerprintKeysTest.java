package org.connectedaccounts.adapters.out.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringFormerFingerprintKeysTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path directory;

  @Test
  void findWhenTheFileIsOlderThenItsKeyAndAChangeKeepsIt() throws IOException {
    Path path = directory.resolve("keyring.json");
    Files.writeString(path, "{\"format\":1,\"fingerprints\":{\"API_KEY\":\"" + KEY + "\"}}");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    KeyringFile file = OpenedKeyring.at(path);
    new KeyringKeyEncryptionKeys(file).create(WorkspaceId.OPERATOR);

    var former = new KeyringFormerFingerprintKeys(OpenedKeyring.at(path));
    assertThat(former.find(Purpose.API_KEY).map(Secret::reveal)).hasValue(KEY);
    assertThat(former.find(Purpose.TOKEN)).isEmpty();
  }

  @Test
  void findWhenTheFileIsYoungerThenNone() {
    KeyringFile file = OpenedKeyring.at(directory.resolve("keyring.json"));
    assertThat(new KeyringFormerFingerprintKeys(file).find(Purpose.API_KEY)).isEmpty();
  }

  @Test
  void findWhenThereIsNoFileThenNone() {
    var file = new KeyringFile(directory.resolve("none.json"), () -> false, true);
    assertThat(new KeyringFormerFingerprintKeys(file).find(Purpose.API_KEY)).isEmpty();
  }
}
