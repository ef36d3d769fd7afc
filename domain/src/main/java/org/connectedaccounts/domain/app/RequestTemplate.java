package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of a definition: a probe, an identity lookup, a list to choose from. */
public record RequestTemplate(
    String method, UrlTemplate url, Map<String, Template> headers, @Nullable Template body) {

  public RequestTemplate {
    HttpMethods.require("method", method);
    headers = Names.ordered(headers);
    if (body != null && (method.equals("GET") || method.equals("HEAD"))) {
      throw new InvalidDefinitionPart("body", method + " takes no body");
    }
  }

  public static RequestTemplate get(String url) {
    return new RequestTemplate("GET", UrlTemplate.parse(url), Map.of(), null);
  }
}
