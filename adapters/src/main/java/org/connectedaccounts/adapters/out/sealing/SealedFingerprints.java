package org.connectedaccounts.adapters.out.sealing;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.FormerFingerprintKeys;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;

/**
 * HMAC-SHA-256 with keys that the store keeps sealed. They never change, since nothing could be
 * recognised afterwards: each is opened once and then kept in memory.
 */
@Singleton
final class SealedFingerprints implements Fingerprints {

  private static final String ALGORITHM = "HmacSHA256";

  private final FingerprintKeys keys;
  private final FormerFingerprintKeys former;
  private final SecretVault vault;
  private final UnitOfWork unitOfWork;
  private volatile Map<Purpose, SecretKeySpec> opened = Map.of();

  SealedFingerprints(
      FingerprintKeys keys,
      FormerFingerprintKeys former,
      SecretVault vault,
      UnitOfWork unitOfWork) {
    this.keys = keys;
    this.former = former;
    this.vault = vault;
    this.unitOfWork = unitOfWork;
  }

  @Override
  public String of(Purpose purpose, Secret value) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key(purpose));
      return HexFormat.of().formatHex(mac.doFinal(value.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretKeySpec key(Purpose purpose) {
    var known = opened.get(purpose);
    if (known != null) {
      return known;
    }
    var all = new EnumMap<Purpose, SecretKeySpec>(Purpose.class);
    for (var each : Purpose.values()) {
      all.put(each, open(each, keys.find(each).orElseGet(() -> make(each))));
    }
    opened = all;
    return Objects.requireNonNull(all.get(purpose));
  }

  /** Of several replicas that make one, the store keeps the first for all. */
  private Sealed make(Purpose purpose) {
    var key = former.find(purpose).orElseGet(SealedFingerprints::random);
    var sealed = vault.seal(FingerprintKeys.sealedFor(purpose), key);
    unitOfWork.run(() -> keys.addFirst(purpose, sealed));
    return keys.find(purpose).orElseThrow();
  }

  private SecretKeySpec open(Purpose purpose, Sealed sealed) {
    var text = vault.open(FingerprintKeys.sealedFor(purpose), sealed).reveal();
    return new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM);
  }

  private static Secret random() {
    try {
      byte[] bytes = KeyGenerator.getInstance(ALGORITHM).generateKey().getEncoded();
      return Secret.of(Base64.getEncoder().encodeToString(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
