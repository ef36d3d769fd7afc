package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestResponse;

/** What happens to every request before any resource sees it, and to those that none ever sees. */
@Singleton
class FrontDoor {

  private static final Logger LOG = Logger.getLogger(FrontDoor.class);
  private static final int BEFORE_ALL_ELSE = -1000;

  private final AllowedMethods methods;
  private final CrossOrigin crossOrigin;
  private final ProblemMappers problems;
  private final ObjectMapper json;

  FrontDoor(
      AllowedMethods methods, CrossOrigin crossOrigin, ProblemMappers problems, ObjectMapper json) {
    this.methods = methods;
    this.crossOrigin = crossOrigin;
    this.problems = problems;
    this.json = json;
  }

  void open(@Observes Router router) {
    router.route().order(BEFORE_ALL_ELSE).handler(this::enter).failureHandler(this::failed);
  }

  private void enter(RoutingContext context) {
    String id = RequestIds.of(context.request());
    // Of this request alone, on whatever threads it runs: each has a Vert.x context of its own.
    MDC.put(RequestIds.LOGGED, id);
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(RequestIds.HEADER, id)
        .putHeader(HttpHeaders.VARY, "Origin");
    String origin = CrossOrigin.of(context.request());
    if (origin == null) {
      admit(context);
    } else {
      permit(context, origin);
    }
  }

  /** First of all, so that a page may read every answer, whoever gives it. */
  private void permit(RoutingContext context, String origin) {
    Callable<Boolean> asked = () -> crossOrigin.isAllowed(origin);
    context
        .vertx()
        .executeBlocking(asked, false)
        .onSuccess(
            allowed -> {
              if (allowed) {
                CrossOrigin.permit(origin, context.response());
              }
              admit(context);
            })
        .onFailure(context::fail);
  }

  private void admit(RoutingContext context) {
    ProblemDto fault = RequestLimits.fault(context.request());
    if (fault != null) {
      answer(context, fault);
    } else if (ReadOnlyPaths.refuse(context.request())) {
      context.response().putHeader(HttpHeaders.ALLOW, ReadOnlyPaths.METHODS);
      answer(context, Problems.ofStatus(405).orElseThrow());
    } else if (CrossOrigin.isPreflight(context.request())) {
      CrossOrigin.preflight(context.response());
      context.response().setStatusCode(RestResponse.StatusCode.NO_CONTENT).end();
    } else if (context.request().method().equals(HttpMethod.OPTIONS)
        && methods.isServed(context.normalizedPath())) {
      // The framework would list those of all paths that begin alike.
      context.response().putHeader(HttpHeaders.ALLOW, methods.of(context.normalizedPath()));
      context.response().setStatusCode(RestResponse.StatusCode.NO_CONTENT).end();
    } else {
      context.next();
    }
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
    MeteredPath.none();
    response.setStatusCode(problem.getStatus());
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problems.TYPE.toString());
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Problems.headers(problem.getStatus()).forEach(response::putHeader);
    try {
      response.end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      LOG.error("A problem could not be written", e);
      response.end();
    }
  }
}
