package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A signed token as who gets it sees it (RFC 7515, 7.1): taken apart once its signature is good.
 */
record SeenToken(Map<String, String> header, Map<String, String> claims) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param typed the private key, or the secret of both
   */
  static SeenToken of(String compact, String algorithm, String typed) {
    String[] parts = compact.split("\\.", -1);
    assertThat(parts).hasSize(3);
    Map<String, String> header = members(parts[0]);
    assertThat(header).containsEntry("alg", algorithm);
    assertThat(
            SampleKeys.isSigned(
                algorithm,
                typed,
                parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2])))
        .as("signature by " + algorithm)
        .isTrue();
    return new SeenToken(header, members(parts[1]));
  }

  /** With the bearer's word before it. */
  static SeenToken bearer(SeenRequest request, String algorithm) {
    String value = Objects.requireNonNull(request.header("Authorization"));
    assertThat(value).startsWith("Bearer ");
    return of(value.substring(7), algorithm, SampleKeys.typed(algorithm));
  }

  private static Map<String, String> members(String part) {
    try {
      JsonNode tree =
          JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      Map<String, String> members = new LinkedHashMap<>();
      // A list would be no audience of ours.
      tree.properties().forEach(each -> members.put(each.getKey(), each.getValue().asText()));
      return members;
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON", e);
    }
  }

  long number(String claim) {
    return Long.parseLong(Objects.requireNonNull(claims.get(claim), claim));
  }
}
