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
 * Which pages of a browser may call, and read what is answered (Fetch, 3.2). Before anybody knows
 * whose key it is, as in a preflight or a 401, any workspace's word is enough; cookies are never
 * allowed along.
 */
@ApplicationScoped
class CrossOrigin {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

  private static final Map<String, String> PREFLIGHT =
      Map.of(
          "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
          "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Purpose,"
                  + " Workspace, X-Request-Id",
          "Access-Control-Max-Age", "600");

  private final AllowOrigin allowOrigin;

  CrossOrigin(AllowOrigin allowOrigin) {
    this.allowOrigin = allowOrigin;
  }

  /** The origin of the page that calls the API; null where no browser asks for one. */
  static @Nullable String of(HttpServerRequest request) {
    String path = request.path();
    return path != null && path.startsWith("/v1/") ? request.getHeader("Origin") : null;
  }

  static boolean isPreflight(HttpServerRequest request) {
    return of(request) != null
        && request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains("Access-Control-Request-Method");
  }

  /** Asks the store, so not on an event loop. */
  @ActivateRequestContext
  boolean isAllowed(String origin) {
    return allowOrigin.handle(new AllowOrigin.Command(origin, null));
  }

  static void permit(String origin, HttpServerResponse response) {
    response
        .putHeader(ALLOW_ORIGIN, origin)
        .putHeader(
            EXPOSE_HEADERS,
            "Allow, ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate,"
                + " X-Request-Id");
  }

  /** The caller's own workspace does not know the origin. */
  static void forbid(HttpServerResponse response) {
    response.headers().remove(ALLOW_ORIGIN).remove(EXPOSE_HEADERS);
  }

  /** What a permitted page may send. */
  static void preflight(HttpServerResponse response) {
    if (response.headers().contains(ALLOW_ORIGIN)) {
      PREFLIGHT.forEach(response::putHeader);
    }
  }
}
