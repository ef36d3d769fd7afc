package org.connectedaccounts.adapters.out.sealing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is sealed in the place of a value that is outside: its version there, and a digest, so that
 * what was changed or moved there is no value.
 */
record OutsideReference(int version, byte[] digest) {

  static OutsideReference to(int version, byte[] value) {
    return new OutsideReference(version, digestOf(value));
  }

  static OutsideReference read(byte[] content) {
    var in = ByteBuffer.wrap(content);
    int version = in.getInt();
    byte[] digest = new byte[in.remaining()];
    in.get(digest);
    return new OutsideReference(version, digest);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + digest.length).putInt(version).put(digest).array();
  }

  boolean isTo(byte[] value) {
    return MessageDigest.isEqual(digest, digestOf(value));
  }

  private static byte[] digestOf(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
