package org.connectedaccounts.adapters.in.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Leaves of the header Accept what can be read, before anything is decided by it: a callback spends
 * its state once, and must not fail for a header after that.
 */
@Singleton
final class CallbackAccept {

  private static final String ACCEPT = "Accept";

  /** Before the resources, whose order is larger. */
  private static final int ORDER = -1_000;

  void open(@Observes Router router) {
    router.route("/oauth/callback/*").order(ORDER).handler(CallbackAccept::tidy);
  }

  private static void tidy(RoutingContext context) {
    MultiMap headers = context.request().headers();
    if (headers.contains(ACCEPT)) {
      headers.set(ACCEPT, readable(String.join(",", headers.getAll(ACCEPT))));
    }
    context.next();
  }

  private static String readable(String accept) {
    String types =
        Arrays.stream(accept.split(",", -1))
            .map(String::strip)
            .filter(CallbackAccept::isReadable)
            .collect(Collectors.joining(","));
    return types.isEmpty() ? MediaType.WILDCARD : types;
  }

  private static boolean isReadable(String type) {
    try {
      return !type.isEmpty() && MediaType.valueOf(type) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
