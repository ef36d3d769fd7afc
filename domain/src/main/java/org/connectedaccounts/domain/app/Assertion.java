package org.connectedaccounts.domain.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A token that is signed here (RFC 7519), which templates know as {@code ${assertion.jwt}}. When it
 * was made, when it ends and its own number ({@code iat}, {@code exp}, {@code jti}) are set by the
 * service.
 *
 * @param key the secret field that holds the key
 * @param lifetime from {@code iat} to {@code exp}
 */
public record Assertion(
    SigningAlgorithm algorithm,
    String key,
    Map<String, Template> header,
    Map<String, Template> claims,
    Duration lifetime) {

  /** The one value that it gives to templates. */
  public static final Reference JWT = new Reference(Reference.Root.ASSERTION, "jwt");

  static final Set<String> OUR_HEADER = Set.of("alg", "crit", "b64");
  private static final Set<String> OUR_CLAIMS = Set.of("iat", "exp", "nbf", "jti");
  private static final Duration LONGEST = Duration.ofDays(1);

  public Assertion {
    header = Names.ordered(header);
    claims = Names.ordered(claims);
    requireOthers("header", header, OUR_HEADER);
    requireOthers("claims", claims, OUR_CLAIMS);
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new InvalidDefinitionPart("lifetime", "is 1 to " + LONGEST.toSeconds() + " seconds");
    }
  }

  static void requireOthers(String part, Map<String, Template> texts, Set<String> ours) {
    for (String name : texts.keySet()) {
      if (ours.contains(name)) {
        throw new InvalidDefinitionPart(part + "/" + name, "is set by the service");
      }
    }
  }
}
