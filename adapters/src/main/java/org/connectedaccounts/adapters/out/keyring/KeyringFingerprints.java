package org.connectedaccounts.adapters.out.keyring;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.domain.Secret;

/** HMAC-SHA-256 with the keys of the keyring file. */
@Singleton
final class KeyringFingerprints implements Fingerprints {

  private static final String ALGORITHM = "HmacSHA256";

  private final KeyringFile file;

  KeyringFingerprints(KeyringFile file) {
    this.file = file;
  }

  @Override
  public String of(Purpose purpose, Secret value) {
    var key = file.current().fingerprints().get(purpose);
    if (key == null) {
      throw new IllegalStateException(
          "The keyring %s lost its key for %s. Restore it from its backup."
              .formatted(file.path(), purpose));
    }
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(value.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
