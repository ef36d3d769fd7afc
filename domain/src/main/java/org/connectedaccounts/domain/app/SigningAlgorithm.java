package org.connectedaccounts.domain.app;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An algorithm that a token may be signed with (RFC 7518, RFC 8037). {@code none} and those that
 * are broken are not among them.
 */
public enum SigningAlgorithm {
  RS256(KeyKind.RSA),
  RS384(KeyKind.RSA),
  RS512(KeyKind.RSA),
  PS256(KeyKind.RSA),
  ES256(KeyKind.EC_256),
  ES384(KeyKind.EC_384),
  EDDSA(KeyKind.ED25519),
  HS256(KeyKind.SHARED);

  /** What it signs with. */
  public enum KeyKind {
    RSA,
    /** An EC key on the curve P-256. */
    EC_256,
    /** An EC key on the curve P-384. */
    EC_384,
    ED25519,
    /** A secret that both sides know. */
    SHARED
  }

  private final KeyKind keyKind;

  SigningAlgorithm(KeyKind keyKind) {
    this.keyKind = keyKind;
  }

  public KeyKind keyKind() {
    return keyKind;
  }

  /** As the header {@code alg} has it. */
  public String written() {
    return this == EDDSA ? "EdDSA" : name();
  }

  public static SigningAlgorithm parse(String text) {
    for (SigningAlgorithm each : values()) {
      if (each.written().equals(text)) {
        return each;
      }
    }
    throw new InvalidDefinitionPart(
        "",
        "must be one of "
            + Arrays.stream(values())
                .map(SigningAlgorithm::written)
                .collect(Collectors.joining(", ")));
  }
}
