package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.connectedaccounts.application.idempotency.AbandonIdempotent;
import org.connectedaccounts.application.idempotency.BeginIdempotent;
import org.connectedaccounts.application.idempotency.BeginIdempotent.Answered;
import org.connectedaccounts.application.idempotency.BeginIdempotent.Begun;
import org.connectedaccounts.application.idempotency.FinishIdempotent;
import org.connectedaccounts.application.idempotency.HeldKey;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs a POST with an {@code Idempotency-Key} once, whoever sends it however often. */
@Provider
@Priority(Priorities.USER)
class IdempotencyKeys implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Logger LOG = Logger.getLogger(IdempotencyKeys.class);
  private static final String HEADER = "Idempotency-Key";
  private static final String HELD = HeldKey.class.getName();
  private static final int LONGEST = 255;

  private final BeginIdempotent begin;
  private final FinishIdempotent finish;
  private final AbandonIdempotent abandon;
  private final CurrentCaller current;
  private final ObjectMapper json;

  IdempotencyKeys(
      BeginIdempotent begin,
      FinishIdempotent finish,
      AbandonIdempotent abandon,
      CurrentCaller current,
      ObjectMapper json) {
    this.begin = begin;
    this.finish = finish;
    this.abandon = abandon;
    this.current = current;
    this.json = json;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null || !request.getMethod().equals(HttpMethod.POST) || !current.isKnown()) {
      return;
    }
    if (key.isBlank() || key.length() > LONGEST || isGivenTwice(request)) {
      throw Refusal.invalid(HEADER, "must be one, of 1 to 255 characters");
    }
    var command = new BeginIdempotent.Command(current.get(), key, whole(request));
    switch (begin.handle(command)) {
      case Begun(var held) -> request.setProperty(HELD, held);
      case Answered(var status, var body) -> request.abortWith(again(request, status, body));
    }
  }

  private static boolean isGivenTwice(ContainerRequestContext request) {
    return request.getHeaders().getOrDefault(HEADER, List.of()).size() > 1;
  }

  /** All that makes it this request; the body can be read once more afterwards. */
  private static Secret whole(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    return Secret.of(
        request.getMethod()
            + ' '
            + request.getUriInfo().getRequestUri().getRawPath()
            + '?'
            + request.getUriInfo().getRequestUri().getRawQuery()
            + '\n'
            + new String(body, StandardCharsets.ISO_8859_1));
  }

  private Response again(ContainerRequestContext request, int status, Secret body)
      throws JsonProcessingException {
    MediaType type = status < 400 ? MediaType.APPLICATION_JSON_TYPE : Problems.TYPE;
    var response = Response.status(status).entity(body.reveal()).type(type);
    return status == 202 ? response.location(progress(request, body)).build() : response.build();
  }

  /** What goes on is found by its id, below where it was asked for; a delivery has none. */
  private @Nullable URI progress(ContainerRequestContext request, Secret body)
      throws JsonProcessingException {
    String id = json.readTree(body.reveal()).path("id").textValue();
    return id == null ? null : request.getUriInfo().getAbsolutePathBuilder().path(id).build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(HELD) instanceof HeldKey held) {
      try {
        end(held, response);
      } catch (RuntimeException | JsonProcessingException e) {
        // The request has done its work; its caller must hear of that.
        LOG.errorf(e, "An answer was not kept for its Idempotency-Key");
      }
    }
  }

  /**
   * A refusal changed nothing, so its key is free again. A fault may have come after a change, so
   * it is kept like a success, and nothing is done twice.
   */
  private void end(HeldKey held, ContainerResponseContext response) throws JsonProcessingException {
    int status = response.getStatus();
    if (status < 400 || status == 500) {
      Secret body = Secret.of(json.writeValueAsString(response.getEntity()));
      finish.handle(new FinishIdempotent.Command(held, status, body));
    } else {
      abandon.handle(new AbandonIdempotent.Command(held));
    }
  }
}
