package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh differs from the first token request.
 *
 * @param method null: that of the token request
 * @param url null: the token endpoint
 * @param tokenParam the parameter that carries the token
 * @param byAccessToken whether the access token renews itself, so that there is no other
 */
public record RefreshRequest(
    @Nullable String method,
    @Nullable UrlTemplate url,
    boolean sendScope,
    String tokenParam,
    boolean byAccessToken,
    Map<String, Template> params) {

  public static final String REFRESH_TOKEN = "refresh_token";

  public static final RefreshRequest PLAIN = new RefreshRequest(null, false, Map.of());

  public RefreshRequest {
    params = Names.ordered(params);
    Names.requireText("token_param", tokenParam);
    if (method != null && !method.equals("POST") && !method.equals("GET")) {
      throw new InvalidDefinitionPart("method", "must be POST or GET");
    }
  }

  public RefreshRequest(
      @Nullable UrlTemplate url, boolean sendScope, Map<String, Template> params) {
    this(null, url, sendScope, REFRESH_TOKEN, false, params);
  }
}
