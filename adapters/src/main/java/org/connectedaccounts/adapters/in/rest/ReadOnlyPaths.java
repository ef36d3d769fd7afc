package org.connectedaccounts.adapters.in.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** What the framework serves beside the resources, and serves whatever the method. */
final class ReadOnlyPaths {

  static final String METHODS = "GET, HEAD, OPTIONS";

  private static final List<String> ALLOWED = List.of(METHODS.split(", "));

  private ReadOnlyPaths() {}

  static boolean refuse(HttpServerRequest request) {
    String path = request.path();
    boolean readOnly =
        path != null
            && (path.equals("/openapi") || path.startsWith("/q/") || path.startsWith("/schemas/"));
    return readOnly && !ALLOWED.contains(request.method().name());
  }
}
