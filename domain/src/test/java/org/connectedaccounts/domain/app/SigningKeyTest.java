package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

  private static final KeyPair RSA = rsa(2048);

  private static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, body, kind);
  }

  private static String pkcs8() {
    return pem("PRIVATE KEY", RSA.getPrivate().getEncoded());
  }

  /** What stands inside of PKCS#8 is the older form. */
  private static byte[] pkcs1() {
    byte[] pkcs8 = RSA.getPrivate().getEncoded();
    return Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
  }

  private static void assertIsTheKey(String text) {
    assertThat(SigningKey.problem(SigningAlgorithm.RS256, text)).isEmpty();
    assertThat(SigningKey.read(SigningAlgorithm.PS256, text)).contains(RSA.getPrivate());
  }

  @Test
  void readWhenItIsPkcs8OrPkcs1ThenItIsTheKey() {
    assertIsTheKey(pkcs8());
    assertIsTheKey(pem("RSA PRIVATE KEY", pkcs1()));
  }

  @Test
  void readWhenItWasCopiedOutOfJsonThenItIsTheKey() {
    assertIsTheKey(pkcs8().replace(System.lineSeparator(), "\\n"));
  }

  @Test
  void readWhenItIsBase64WithoutPemThenItIsTheKey() {
    assertIsTheKey(Base64.getEncoder().encodeToString(pkcs1()));
  }

  @Test
  void problemWhenTheKindIsWrongThenSaysWhichIsNeeded() throws GeneralSecurityException {
    assertThat(SigningKey.problem(SigningAlgorithm.ES256, pkcs8()))
        .contains("an EC key on P-256 is needed for ES256");
    assertThat(SigningKey.problem(SigningAlgorithm.ES384, ec("secp256r1")))
        .contains("an EC key on P-384 is needed for ES384");
    assertThat(SigningKey.problem(SigningAlgorithm.RS512, ec("secp256r1")))
        .contains("an RSA key of at least 2048 bits is needed for RS512");
    assertThat(SigningKey.problem(SigningAlgorithm.EDDSA, pkcs8()))
        .contains("an Ed25519 key is needed for EdDSA");
  }

  @Test
  void problemWhenAnRsaKeyIsShortThenSaysSo() {
    String text = pem("PRIVATE KEY", rsa(1024).getPrivate().getEncoded());

    assertThat(SigningKey.problem(SigningAlgorithm.RS256, text))
        .contains("an RSA key of at least 2048 bits is needed for RS256");
  }

  @Test
  void problemWhenItIsNoPrivateKeyThenSaysSoAndNotWhatItIs() {
    for (String text :
        new String[] {"hush", "", pem("PUBLIC KEY", RSA.getPublic().getEncoded()), "{\"a\": 1}"}) {
      assertThat(SigningKey.problem(SigningAlgorithm.RS256, text)).contains("is not a private key");
      assertThat(SigningKey.read(SigningAlgorithm.RS256, text)).isEmpty();
    }
  }

  @Test
  void problemWhenItHasAPassphraseOrAnotherFormThenSaysWhatToDo() {
    assertThat(
            SigningKey.problem(
                SigningAlgorithm.RS256, pem("ENCRYPTED PRIVATE KEY", new byte[] {1})))
        .hasValueSatisfying(text -> assertThat(text).contains("without one is needed"));
    assertThat(SigningKey.problem(SigningAlgorithm.ES256, pem("EC PRIVATE KEY", new byte[] {1})))
        .hasValueSatisfying(text -> assertThat(text).contains("openssl pkcs8"));
  }

  @Test
  void problemWhenASecretIsSharedThenAnyIsGood() {
    assertThat(SigningKey.problem(SigningAlgorithm.HS256, "short")).isEmpty();
  }
}
