package org.connectedaccounts.domain.workspace;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else who signs tokens, and whose word the operator takes.
 *
 * @param name the operator's, for settings, logs and the audit
 * @param issuer exactly what its tokens say in {@code iss}
 * @param audiences a token must be for one of these
 * @param keys where its keys are; null: where its own metadata says
 * @param tokenType what {@code typ} of the header must say, such as {@code at+jwt}; null: nothing
 *     else than a JWT
 */
public record TrustedIssuer(
    String name,
    String issuer,
    Set<String> audiences,
    @Nullable URI keys,
    @Nullable String tokenType,
    TokenMeaning meaning) {

  public TrustedIssuer {
    audiences = Set.copyOf(audiences);
  }
}
