package org.connectedaccounts.adapters.out.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.workspace.TrustedIssuer;

/** Fetches what an issuer publishes: where its keys are, and the keys. */
final class PublishedKeys {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final Set<String> KINDS = Set.of("RSA", "EC");
  private static final JsonMapper JSON = new JsonMapper();

  /** 2048 bits in Base64: RFC 7518, 3.3. */
  private static final int SHORTEST_MODULUS = 342;

  private final Egress egress;

  PublishedKeys(Egress egress) {
    this.egress = egress;
  }

  /**
   * A JSON Web Key Set of the keys that sign.
   *
   * @param ids which keys it has
   */
  record KeySet(String json, Set<String> ids) {}

  /** There are none to be had, for a reason that the operator is told. */
  static final class NotToBeHad extends Exception {

    private static final long serialVersionUID = 1L;

    NotToBeHad(String reason) {
      super(reason, null, false, false);
    }
  }

  KeySet fetch(TrustedIssuer issuer) throws NotToBeHad {
    URI named = issuer.keys();
    return signing(get(named == null ? keysUrl(issuer) : named));
  }

  private URI keysUrl(TrustedIssuer issuer) throws NotToBeHad {
    String base = issuer.issuer();
    URI metadata =
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + METADATA);
    JsonNode published = get(metadata);
    // OpenID Connect Discovery 1.0, 4.3: else it is another one's metadata.
    if (!base.equals(published.path("issuer").asText())) {
      throw new NotToBeHad("its metadata has another issuer than the setting");
    }
    try {
      URI keys = URI.create(published.path("jwks_uri").asText());
      if ("https".equals(keys.getScheme()) || metadata.getScheme().equals(keys.getScheme())) {
        return keys;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new NotToBeHad("its metadata has no jwks_uri that can be used");
  }

  private static KeySet signing(JsonNode published) throws NotToBeHad {
    ArrayNode keys = JSON.createArrayNode();
    Set<String> ids = new HashSet<>();
    for (JsonNode key : published.path("keys")) {
      if (key instanceof ObjectNode signs && isForSigning(signs)) {
        keys.add(signs);
        ids.add(signs.path("kid").asText());
      }
    }
    if (keys.isEmpty()) {
      throw new NotToBeHad("it publishes no key that signs");
    }
    return new KeySet(JSON.createObjectNode().set("keys", keys).toString(), Set.copyOf(ids));
  }

  private static boolean isForSigning(ObjectNode key) {
    String kind = key.path("kty").asText();
    return KINDS.contains(kind)
        && key.path("use").asText("sig").equals("sig")
        && (!kind.equals("RSA") || key.path("n").asText().length() >= SHORTEST_MODULUS);
  }

  private JsonNode get(URI url) throws NotToBeHad {
    var request =
        new Egress.Request(
            null, "GET", url, Map.of("Accept", "application/json"), new byte[0], DEADLINE);
    return switch (egress.send(request)) {
      case Egress.Answered answered when answered.status() == 200 -> read(url, answered);
      case Egress.Answered answered -> throw new NotToBeHad(url + " answers " + answered.status());
      case Egress.NotSent(var cause) when cause == Egress.Cause.DESTINATION_REFUSED ->
          throw new NotToBeHad(url + " is not where connected-accounts.egress.allow lets us go");
      case Egress.NotSent(var cause) -> throw new NotToBeHad(url + ": " + cause);
      case Egress.Lost(var cause) -> throw new NotToBeHad(url + ": " + cause);
    };
  }

  private static JsonNode read(URI url, Egress.Answered answered) throws NotToBeHad {
    try {
      JsonNode read = JSON.readTree(new String(answered.body(), StandardCharsets.UTF_8));
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException _) {
      // Said below.
    }
    throw new NotToBeHad(url + " is no JSON object");
  }
}
