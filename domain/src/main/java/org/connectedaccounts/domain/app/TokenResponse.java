package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer of the token endpoint is read: the tokens by the names under which steps find them
 * (the first one is the main token), and what else is kept of it.
 *
 * @param refreshToken where it stands; null: beside the main token
 * @param expires how long the tokens live; null: {@code expires_in} beside the token
 */
public record TokenResponse(
    @Nullable ErrorWhen errorWhen,
    Map<String, TokenPath> tokens,
    Map<String, DottedPath> capture,
    @Nullable DottedPath scopesPath,
    @Nullable DottedPath refreshToken,
    @Nullable Expiry expires) {

  public static final String MAIN = "oauth_access_token";

  /** One access token where RFC 6749 puts it. */
  public static final Map<String, TokenPath> ONE_TOKEN =
      Map.of(MAIN, new TokenPath(new DottedPath("access_token"), false));

  public static final TokenResponse PLAIN =
      new TokenResponse(null, ONE_TOKEN, Map.of(), new DottedPath("scope"));

  public TokenResponse {
    tokens = Names.ordered(tokens);
    capture = Names.ordered(capture);
    if (tokens.isEmpty()) {
      throw new InvalidDefinitionPart("tokens", "a token response holds at least one token");
    }
    tokens.keySet().forEach(name -> Names.require("tokens/" + name, name));
    capture.keySet().forEach(name -> Names.require("capture/" + name, name));
    if (tokens.values().iterator().next().optional()) {
      throw new InvalidDefinitionPart("tokens", "the first token is the main one: not optional");
    }
  }

  public TokenResponse(
      @Nullable ErrorWhen errorWhen,
      Map<String, TokenPath> tokens,
      Map<String, DottedPath> capture,
      @Nullable DottedPath scopesPath) {
    this(errorWhen, tokens, capture, scopesPath, null, null);
  }

  public String mainToken() {
    return tokens.keySet().iterator().next();
  }
}
