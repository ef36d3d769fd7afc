package org.connectedaccounts.domain.app;

import java.util.Optional;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How the OAuth client shows itself, and under which names.
 *
 * @param assertion what it signs; given for the two ways that sign, and only there
 */
public record ClientForm(
    ClientAuth way, String idParam, String secretParam, @Nullable ClientAssertion assertion) {

  public static final String ID = "client_id";
  public static final String SECRET = "client_secret";

  public ClientForm {
    Names.requireText("client_id_param", idParam);
    Names.requireText("client_secret_param", secretParam);
    if (way.signs() != (assertion != null)) {
      throw new InvalidDefinitionPart(
          "client_assertion", "is given for private_key_jwt and client_secret_jwt, and only there");
    }
    if (assertion != null) {
      assertion.requireFor(way);
    }
  }

  public ClientForm(ClientAuth way, String idParam) {
    this(way, idParam, SECRET, null);
  }

  /** What is wrong with a client's secret, where it has to be a key. */
  public Optional<String> problem(Secret secret) {
    return assertion == null
        ? Optional.empty()
        : SigningKey.problem(assertion.algorithm(), secret.reveal());
  }
}
