package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What happens to every request before any resource sees it, and to those that none ever sees. */
@Singleton
class FrontDoor {

  private static final Logger LOG = Logger.getLogger(FrontDoor.class);
  private static final int BEFORE_ALL_ELSE = -1000;

  private final Preflight preflight;
  private final ProblemMappers problems;
  private final ObjectMapper json;

  FrontDoor(Preflight preflight, ProblemMappers problems, ObjectMapper json) {
    this.preflight = preflight;
    this.problems = problems;
    this.json = json;
  }

  void open(@Observes Router router) {
    router.route().order(BEFORE_ALL_ELSE).handler(this::enter).failureHandler(this::failed);
  }

  private void enter(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    String origin = Preflight.origin(context.request());
    if (announcedLength(context) > BodyLimit.BYTES) {
      answer(context, Problems.ofStatus(413).orElseThrow());
    } else if (context.request().uri().contains("%00")) {
      // No text of ours holds it, and PostgreSQL fails on it.
      answer(context, Problems.of(400, "invalid_request").detail("An address holds no U+0000."));
    } else if (origin != null) {
      preflight(context, origin);
    } else {
      context.next();
    }
  }

  private static long announcedLength(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void preflight(RoutingContext context, String origin) {
    Callable<Boolean> asked = () -> preflight.isAllowed(origin);
    context
        .vertx()
        .executeBlocking(asked, false)
        .onSuccess(allowed -> preflighted(context, allowed ? origin : null))
        .onFailure(context::fail);
  }

  private static void preflighted(RoutingContext context, @Nullable String allowed) {
    if (allowed != null) {
      Preflight.permit(allowed, context.response());
    }
    context
        .response()
        .putHeader(HttpHeaders.VARY, "Origin")
        .setStatusCode(RestResponse.StatusCode.NO_CONTENT)
        .end();
  }

  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    int status = context.statusCode();
    if (status >= 400 && status < 500) {
      answer(
          context, Problems.ofStatus(status).orElseGet(() -> Problems.of(400, "invalid_request")));
    } else {
      Throwable cause = failure == null ? new IllegalStateException("failed " + status) : failure;
      answer(context, problems.failed(cause).getEntity());
    }
  }

  private void answer(RoutingContext context, ProblemDto problem) {
    var response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response.setStatusCode(problem.getStatus());
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problems.TYPE.toString());
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Problems.headers(problem.getStatus(), Problems.SOON).forEach(response::putHeader);
    try {
      response.end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      LOG.error("A problem could not be written", e);
      response.end();
    }
  }
}
