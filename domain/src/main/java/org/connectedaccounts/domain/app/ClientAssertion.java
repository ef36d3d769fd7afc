package org.connectedaccounts.domain.app;

import java.util.Map;
import org.connectedaccounts.domain.app.SigningAlgorithm.KeyKind;
import org.jspecify.annotations.Nullable;

/**
 * How a client signs that it is itself (RFC 7523, section 2.2): with its private key, which stands
 * where others have a secret, or with that secret.
 *
 * @param issuer the audience; null: the token endpoint
 */
public record ClientAssertion(
    SigningAlgorithm algorithm, Map<String, Template> header, @Nullable Issuer issuer) {

  public ClientAssertion {
    header = Names.ordered(header);
    Assertion.requireOthers("header", header, Assertion.OUR_HEADER);
  }

  void requireFor(ClientAuth way) {
    boolean shared = algorithm.keyKind() == KeyKind.SHARED;
    if (shared != (way == ClientAuth.CLIENT_SECRET_JWT)) {
      throw new InvalidDefinitionPart(
          "client_assertion/algorithm",
          shared ? "is for client_secret_jwt" : "is for private_key_jwt");
    }
  }
}
