package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Under which path a request is counted that no operation took. By its own, each would be a meter
 * more, strangers could use up the room that meters have, and later ones would be dropped.
 */
final class MeteredPath {

  /** Where the framework's metrics look for the path of the operation. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private MeteredPath() {}

  static void none() {
    Context context = Vertx.currentContext();
    if (context != null
        && VertxContext.isDuplicatedContext(context)
        && context.getLocal(TEMPLATE) == null) {
      context.putLocal(TEMPLATE, "/NONE");
    }
  }
}
