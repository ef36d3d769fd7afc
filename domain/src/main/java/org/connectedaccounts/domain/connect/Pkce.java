package org.connectedaccounts.domain.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.PkceMethod;

/** Proof key for code exchange (RFC 7636). */
public final class Pkce {

  private Pkce() {}

  /** RFC 7636, 4.2: what is shown before the verifier is. */
  public static String challenge(PkceMethod method, Secret verifier) {
    return switch (method) {
      case S256 -> challenge(verifier);
      case PLAIN -> verifier.reveal();
      case NONE -> throw new IllegalArgumentException("nothing is challenged");
    };
  }

  /** By S256: the base64url of the verifier's SHA-256. */
  public static String challenge(Secret verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
