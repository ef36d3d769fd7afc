package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** ID tokens, signed HS256 with the client's secret: there is no key set to fetch. */
final class IdTokens {

  private final ProviderState state;
  private final String issuer;

  IdTokens(ProviderState state, String issuer) {
    this.state = state;
    this.issuer = issuer;
  }

  /** An ID token when the grant has the scope {@code openid}. */
  Optional<String> of(MintedToken.Grant grant, Map<String, String> more) {
    ProviderState.Client client = state.clients.get(grant.clientId());
    if (client == null || client.secret().isEmpty() || !grant.scope().contains("openid")) {
      return Optional.empty();
    }
    Instant now = state.now();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", grant.person().subject());
    claims.put("aud", grant.clientId());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(state.accessLife).getEpochSecond());
    claims.put("name", grant.person().name());
    claims.put("email", grant.person().email());
    claims.putAll(more);
    String head = encoded(JsonText.write(Map.of("alg", "HS256")).getBytes(UTF_8));
    String signed = head + "." + encoded(JsonText.write(claims).getBytes(UTF_8));
    return Optional.of(signed + "." + encoded(signature(client.secret(), signed)));
  }

  private static byte[] signature(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
