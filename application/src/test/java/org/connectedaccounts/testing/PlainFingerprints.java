package org.connectedaccounts.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.domain.Secret;

/** Hashes without a key, the same in every run. */
public final class PlainFingerprints implements Fingerprints {

  @Override
  public String of(Purpose purpose, Secret value) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((purpose.name() + ':').getBytes(StandardCharsets.UTF_8));
      digest.update(value.reveal().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
