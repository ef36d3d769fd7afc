package org.connectedaccounts.adapters.out.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys to sign with, and the other side of them: checked by the JDK alone. */
final class SampleKeys {

  static final KeyPair RSA = pair("RSA", 2048);
  private static final KeyPair P256 = curve("secp256r1");
  private static final KeyPair P384 = curve("secp384r1");
  private static final KeyPair ED25519 = pair("Ed25519", 255);

  private SampleKeys() {}

  private static KeyPair pair(String kind, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair curve(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(name));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair of(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> P256;
      case "ES384" -> P384;
      case "EdDSA" -> ED25519;
      default -> RSA;
    };
  }

  /** As an end user would paste it. */
  static String typed(String algorithm) {
    return algorithm.equals("HS256")
        ? "a secret of both"
        : pem("PRIVATE KEY", of(algorithm).getPrivate().getEncoded());
  }

  static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** The RSA key in the older form: what its PKCS#8 has inside. */
  static byte[] pkcs1() {
    byte[] pkcs8 = RSA.getPrivate().getEncoded();
    return Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
  }

  /** RFC 7518, 3.2 to 3.5, and RFC 8037, 3.1. */
  static boolean isSigned(String algorithm, String typed, String text, byte[] signature) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try {
      if (algorithm.equals("HS256")) {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(typed.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return MessageDigest.isEqual(mac.doFinal(bytes), signature);
      }
      return typed.equals(typed(algorithm))
          && verifies(algorithm, of(algorithm).getPublic(), bytes, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean verifies(String algorithm, PublicKey key, byte[] bytes, byte[] signature)
      throws GeneralSecurityException {
    String bits = algorithm.substring(2);
    Signature check =
        Signature.getInstance(
            switch (algorithm) {
              case "EdDSA" -> "Ed25519";
              case "PS256" -> "RSASSA-PSS";
              case "ES256", "ES384" -> "SHA" + bits + "withECDSAinP1363Format";
              default -> "SHA" + bits + "withRSA";
            });
    if (algorithm.equals("PS256")) {
      check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    check.initVerify(key);
    check.update(bytes);
    return check.verify(signature);
  }
}
