package org.connectedaccounts.adapters.out.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.Issuer;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an id_token. Its signature is not checked: it came from the token endpoint itself,
 * over TLS (OpenID Connect Core 1.0, 3.1.3.7, point 6).
 */
record IdToken(Map<?, ?> claims) {

  private static final DottedPath ISS = new DottedPath("iss");
  private static final DottedPath AUD = new DottedPath("aud");

  static Optional<IdToken> parse(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String unpadded = parts[1].replaceAll("=+$", "");
      String payload = new String(Base64.getUrlDecoder().decode(unpadded), StandardCharsets.UTF_8);
      return AnswerBody.json(payload) instanceof Map<?, ?> claims
          ? Optional.of(new IdToken(claims))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why it is not for us; null if it is. */
  @Nullable String mismatch(@Nullable Issuer issuer, String clientId) {
    if (issuer != null && ISS.text(claims).filter(issuer.value()::equals).isEmpty()) {
      return "id_token_issuer_mismatch";
    }
    boolean ours =
        switch (AUD.in(claims)) {
          case String one -> one.equals(clientId);
          case List<?> several -> several.contains(clientId);
          case null, default -> false;
        };
    return ours ? null : "id_token_audience_mismatch";
  }
}
