package org.connectedaccounts.adapters.out.issuer;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWT taken apart, and nothing of it proved: it says which issuer's keys to try, and whether it
 * is worth trying.
 */
record CompactToken(Map<String, Object> header, Map<String, Object> claims) {

  /** Asymmetric ones alone: who can check a token must not be able to make one. */
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /** What only ID tokens (OpenID Connect Core 1.0, 3.1.3.6) and events (RFC 8417) have. */
  private static final Set<String> FOREIGN_CLAIMS = Set.of("at_hash", "c_hash", "events");

  /** Of two values of one name nobody knows which one another reader takes. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** Of the form of three parts; empty where they are not what they must be. */
  static Optional<CompactToken> parse(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return Optional.of(new CompactToken(read(parts[0]), read(parts[1])));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> read(String part) throws IOException {
    Map<String, Object> read = JSON.readValue(Base64.getUrlDecoder().decode(part), OBJECT);
    if (read == null) {
      throw new IllegalArgumentException("null is no object");
    }
    return read;
  }

  @Nullable Object issuer() {
    return claims.get("iss");
  }

  /** Which key it names; null: none. */
  @Nullable String keyId() {
    return header.get("kid") instanceof String kid ? kid : null;
  }

  /**
   * Whether it can be an access token for whoever brings it: signed as we like it, of the right
   * type, and bound to no proof that we cannot ask for ({@code cnf}, RFC 7800).
   *
   * @param type what the issuer says of its access tokens; null: nothing
   */
  boolean isAcceptable(@Nullable String type) {
    return header.get("alg") instanceof String algorithm
        && ALGORITHMS.contains(algorithm)
        && !header.containsKey("crit")
        && isOfType(type)
        && claims.keySet().stream().noneMatch(FOREIGN_CLAIMS::contains)
        && !claims.containsKey("cnf");
  }

  private boolean isOfType(@Nullable String type) {
    Object typ = header.get("typ");
    String said = typ instanceof String text ? mediaType(text) : typ == null ? "" : "?";
    boolean fits =
        type == null ? Set.of("", "jwt", "at+jwt").contains(said) : said.equals(mediaType(type));
    // Keycloak says in the claims what a token is: ID, Refresh, Logout, or Bearer.
    Object kind = claims.get("typ");
    return fits && (kind == null || "Bearer".equalsIgnoreCase(String.valueOf(kind)));
  }

  /** RFC 7515, 4.1.9: {@code application/} may be left out. */
  private static String mediaType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }

  /** Of somebody's token nothing is told. */
  @Override
  public String toString() {
    return "CompactToken";
  }
}
