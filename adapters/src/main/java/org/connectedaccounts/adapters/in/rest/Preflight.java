package org.connectedaccounts.adapters.in.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Map;
import org.connectedaccounts.application.workspace.AllowOrigin;
import org.jspecify.annotations.Nullable;

/**
 * The question of a browser whether a page may call (Fetch, 3.2). It comes without a key, so it is
 * answered for the whole API; cookies are never allowed along.
 */
@ApplicationScoped
class Preflight {

  private static final Map<String, String> PERMISSION =
      Map.of(
          "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
          "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Idempotency-Key, Purpose, Workspace",
          "Access-Control-Max-Age", "600");

  private final AllowOrigin allowOrigin;

  Preflight(AllowOrigin allowOrigin) {
    this.allowOrigin = allowOrigin;
  }

  /** The origin that asks; null for any other request. */
  static @Nullable String origin(HttpServerRequest request) {
    String path = request.path();
    return request.method().equals(HttpMethod.OPTIONS)
            && request.headers().contains("Access-Control-Request-Method")
            && path != null
            && path.startsWith("/v1/")
        ? request.getHeader("Origin")
        : null;
  }

  /** Asks the store, so not on an event loop. */
  @ActivateRequestContext
  boolean isAllowed(String origin) {
    return allowOrigin.handle(new AllowOrigin.Command(origin, null));
  }

  static void permit(String origin, HttpServerResponse response) {
    var headers = response.headers();
    headers.set("Access-Control-Allow-Origin", origin);
    PERMISSION.forEach(headers::set);
  }
}
