package org.connectedaccounts.adapters.out.keyring;

import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.KeyGenerator;

/** 256 bits that print as nothing. */
final class KeyBytes {

  private static final int BITS = 256;

  private final byte[] bytes;

  private KeyBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static KeyBytes random() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(BITS);
      return new KeyBytes(generator.generateKey().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if this is not Base64 of 256 bits; without the text
   */
  static KeyBytes parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a key is not Base64");
    }
    if (bytes.length != BITS / Byte.SIZE) {
      throw new IllegalArgumentException("a key has not 256 bits");
    }
    return new KeyBytes(bytes);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "***";
  }
}
