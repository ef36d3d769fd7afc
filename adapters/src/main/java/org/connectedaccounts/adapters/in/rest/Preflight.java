package org.connectedaccounts.adapters.in.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Map;
import org.connectedaccounts.application.workspace.AllowOrigin;

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

  static boolean isOne(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains("Origin")
        && request.headers().contains("Access-Control-Request-Method")
        && request.path().startsWith("/v1/");
  }

  /** Asks the store, so not on an event loop. */
  @ActivateRequestContext
  boolean isAllowed(String origin) {
    return allowOrigin.handle(new AllowOrigin.Command(origin, null));
  }

  static void permit(HttpServerRequest request) {
    var headers = request.response().headers();
    headers.set("Access-Control-Allow-Origin", request.getHeader("Origin"));
    PERMISSION.forEach(headers::set);
  }
}
