package org.connectedaccounts.domain.app;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done in code because the language cannot say it. Only the operator's definitions may name
 * an extension.
 *
 * @param token sends the token requests; null: they are sent as they are written
 * @param account sends what verifies, identifies and revokes; null: as above
 */
public record Extensions(@Nullable String token, @Nullable String account) {

  public static final Extensions NONE = new Extensions(null, null);

  /** Every one that there is; the code that serves them has the same names. */
  public static final Set<String> NAMES = Set.of("alipay", "aws", "binance");

  public Extensions {
    require("token", token);
    require("account", account);
  }

  private static void require(String point, @Nullable String name) {
    if (name != null && !NAMES.contains(name)) {
      throw new InvalidDefinitionPart(
          "extensions/" + point, "is not one of " + String.join(", ", new TreeSet<>(NAMES)));
    }
  }

  void requireFor(AuthScheme scheme) {
    if (token != null && (scheme instanceof Keys || scheme instanceof SignedToken)) {
      throw new InvalidDefinitionPart("extensions/token", "is for types with a token_url");
    }
  }
}
