package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a refresh differs from the first token request; a null {@code url} means the token endpoint.
 */
public record RefreshRequest(
    @Nullable UrlTemplate url, boolean sendScope, Map<String, Template> params) {

  public static final RefreshRequest PLAIN = new RefreshRequest(null, false, Map.of());

  public RefreshRequest {
    params = Names.ordered(params);
  }
}
