package org.connectedaccounts.domain.app;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.connectedaccounts.domain.app.SigningAlgorithm.KeyKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a signing key as vendors hand it out: PEM as PKCS#8 or, for RSA, PKCS#1; its line breaks
 * may be the two characters of a JSON text; Base64 alone counts as such a key too. Says in words
 * for people what is wrong, and never the key.
 */
public final class SigningKey {

  private static final int SMALLEST_RSA = 2048;

  /** AlgorithmIdentifier of rsaEncryption (RFC 8017, A.1), which PKCS#1 leaves out. */
  private static final byte[] VERSION_AND_RSA = {
    2,
    1,
    0,
    0x30,
    0x0d,
    6,
    9,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    1,
    1,
    1,
    5,
    0
  };

  private SigningKey() {}

  /** What is wrong with a key for this algorithm. */
  public static Optional<String> problem(SigningAlgorithm algorithm, String text) {
    if (algorithm.keyKind() == KeyKind.SHARED) {
      return Optional.empty();
    }
    if (text.contains("ENCRYPTED")) {
      return Optional.of("is a private key with a passphrase; a key without one is needed");
    }
    if (text.contains("BEGIN EC PRIVATE KEY") || text.contains("BEGIN OPENSSH")) {
      return Optional.of(
          "is a private key of another form; openssl pkcs8 -topk8 -nocrypt writes the one needed");
    }
    PrivateKey key = anyKey(text);
    if (key == null) {
      return Optional.of("is not a private key");
    }
    return fits(algorithm.keyKind(), key)
        ? Optional.empty()
        : Optional.of(needed(algorithm.keyKind()) + " is needed for " + algorithm.written());
  }

  /** Empty where {@link #problem} has something to say, and for a shared secret. */
  public static Optional<PrivateKey> read(SigningAlgorithm algorithm, String text) {
    return algorithm.keyKind() == KeyKind.SHARED || problem(algorithm, text).isPresent()
        ? Optional.empty()
        : Optional.ofNullable(anyKey(text));
  }

  private static String needed(KeyKind kind) {
    return switch (kind) {
      case RSA -> "an RSA key of at least " + SMALLEST_RSA + " bits";
      case EC_256 -> "an EC key on P-256";
      case EC_384 -> "an EC key on P-384";
      case ED25519 -> "an Ed25519 key";
      case SHARED -> "a secret";
    };
  }

  private static boolean fits(KeyKind kind, PrivateKey key) {
    return switch (kind) {
      case RSA -> key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= SMALLEST_RSA;
      case EC_256 -> isOnCurve(key, 256);
      case EC_384 -> isOnCurve(key, 384);
      case ED25519 ->
          key instanceof EdECPrivateKey ed && ed.getParams().getName().equals("Ed25519");
      case SHARED -> false;
    };
  }

  private static boolean isOnCurve(PrivateKey key, int bits) {
    // The JDK knows one curve of each of these sizes.
    return key instanceof ECPrivateKey ec
        && ec.getParams().getCurve().getField().getFieldSize() == bits;
  }

  private static @Nullable PrivateKey anyKey(String text) {
    byte[] der = der(text);
    if (der == null) {
      return null;
    }
    for (String kind : new String[] {"RSA", "EC", "Ed25519"}) {
      PrivateKey key = key(kind, der);
      if (key != null) {
        return key;
      }
    }
    return key("RSA", wrapped(der));
  }

  private static @Nullable PrivateKey key(String kind, byte[] pkcs8) {
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException _) {
      return null;
    }
  }

  private static byte @Nullable [] der(String text) {
    String body = text.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "");
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** A PKCS#1 key in the envelope of PKCS#8 (RFC 5958). */
  private static byte[] wrapped(byte[] pkcs1) {
    byte[] octets = tagged(4, pkcs1);
    byte[] inside = new byte[VERSION_AND_RSA.length + octets.length];
    System.arraycopy(VERSION_AND_RSA, 0, inside, 0, VERSION_AND_RSA.length);
    System.arraycopy(octets, 0, inside, VERSION_AND_RSA.length, octets.length);
    return tagged(0x30, inside);
  }

  private static byte[] tagged(int tag, byte[] value) {
    byte[] all = new byte[4 + value.length];
    all[0] = (byte) tag;
    all[1] = (byte) 0x82;
    all[2] = (byte) (value.length >> 8);
    all[3] = (byte) value.length;
    System.arraycopy(value, 0, all, 4, value.length);
    return all;
  }
}
