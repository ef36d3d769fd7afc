package org.connectedaccounts.adapters.in.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names each request, by what its caller calls it or by a new id, so that both can find it. */
final class RequestIds {

  static final String HEADER = "X-Request-Id";

  /** What log lines call it. */
  static final String LOGGED = "request_id";

  private static final Pattern WELL_MADE = Pattern.compile("[A-Za-z0-9._:/=+-]{1,100}");

  private RequestIds() {}

  static String of(HttpServerRequest request) {
    String named = request.getHeader(HEADER);
    return named != null && WELL_MADE.matcher(named).matches()
        ? named
        : UUID.randomUUID().toString();
  }
}
