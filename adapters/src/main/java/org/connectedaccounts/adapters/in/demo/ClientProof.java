package org.connectedaccounts.adapters.in.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/** Tells the registered client from others by HTTP Basic (RFC 6749, 2.3.1). */
record ClientProof(String clientId, Secret clientSecret) {

  private static final String SCHEME = "Basic ";

  boolean accepts(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon >= 0
          && decoded(text.substring(0, colon)).equals(clientId)
          && Secret.of(decoded(text.substring(colon + 1))).equals(clientSecret);
    } catch (IllegalArgumentException notEncoded) {
      return false;
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
