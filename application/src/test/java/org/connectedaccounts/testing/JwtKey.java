package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key that signs JWTs, written with the JDK alone so that it shares no mistake with a library.
 */
public record JwtKey(String id, String algorithm, KeyPair pair) {

  private static final int COORDINATE = 32;

  public static JwtKey rsa(String id) {
    return rsa(id, 2048);
  }

  public static JwtKey rsa(String id, int bits) {
    return new JwtKey(id, "RS256", generated("RSA", bits));
  }

  public static JwtKey ec(String id) {
    return new JwtKey(id, "ES256", generated("EC", 256));
  }

  private static KeyPair generated(String kind, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** As an issuer publishes it (RFC 7517). */
  public Map<String, Object> published() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("kid", id);
    key.put("use", "sig");
    switch (pair.getPublic()) {
      case RSAPublicKey rsa -> {
        key.put("kty", "RSA");
        key.put("n", encoded(unsigned(rsa.getModulus(), 0)));
        key.put("e", encoded(unsigned(rsa.getPublicExponent(), 0)));
      }
      case ECPublicKey ec -> {
        key.put("kty", "EC");
        key.put("crv", "P-256");
        key.put("x", encoded(unsigned(ec.getW().getAffineX(), COORDINATE)));
        key.put("y", encoded(unsigned(ec.getW().getAffineY(), COORDINATE)));
      }
      default -> throw new IllegalStateException("no other kind is made here");
    }
    return key;
  }

  /** The ordinary header. */
  public Map<String, Object> header() {
    return new LinkedHashMap<>(Map.of("alg", algorithm, "kid", id, "typ", "JWT"));
  }

  public String sign(Map<String, ?> claims) {
    return sign(header(), claims);
  }

  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    return sign(JsonText.write(header), JsonText.write(claims));
  }

  /** Whatever stands in them. */
  public String sign(String header, String claims) {
    String signed = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
    return signed + "." + encoded(signature(signed));
  }

  private byte[] signature(String text) {
    try {
      Signature signature =
          Signature.getInstance(
              algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] unsigned(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    int size = Math.max(length, bytes.length - from);
    byte[] padded = new byte[size];
    System.arraycopy(bytes, from, padded, size - (bytes.length - from), bytes.length - from);
    return padded;
  }

  public static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
