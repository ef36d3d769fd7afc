package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request ready to be sent, credentials included; it never prints itself. */
public record ProviderRequest(
    String method, String url, Map<String, String> headers, @Nullable String body) {

  public ProviderRequest {
    headers = Names.ordered(headers);
  }

  @Override
  public String toString() {
    return "ProviderRequest[" + method + "]";
  }
}
