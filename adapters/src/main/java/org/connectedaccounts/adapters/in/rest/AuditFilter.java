package org.connectedaccounts.adapters.in.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.connectedaccounts.application.audit.RecordCall;
import org.connectedaccounts.domain.audit.AuditEntry.Circumstances;
import org.connectedaccounts.domain.audit.AuditEntry.Outcome;

/**
 * Has every call that changes something, is given a credential, or reaches for what it may not have
 * written down: who, what, how.
 */
@Provider
class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String PURPOSE = "Purpose";

  private final RecordCall recordCall;
  private final AuditSubjects subjects;
  private final Operations operations;
  private final CurrentCaller caller;
  private final RoutingContext routing;

  AuditFilter(
      RecordCall recordCall,
      AuditSubjects subjects,
      Operations operations,
      CurrentCaller caller,
      RoutingContext routing) {
    this.recordCall = recordCall;
    this.subjects = subjects;
    this.operations = operations;
    this.caller = caller;
    this.routing = routing;
  }

  /** Before anybody counts its characters. */
  @Override
  public void filter(ContainerRequestContext request) {
    String purpose = request.getHeaderString(PURPOSE);
    if (purpose != null) {
      request.getHeaders().putSingle(PURPOSE, AuditText.utf8(purpose));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (caller.isKnown() && operations.isAudited(request.getMethod(), response.getStatus())) {
      recordCall.handle(
          new RecordCall.Command(
              caller.get(),
              operations.id(),
              outcome(response),
              subjects.of(request, response.getEntity()),
              circumstances(request)));
    }
  }

  private static Outcome outcome(ContainerResponseContext response) {
    String code = response.getEntity() instanceof ProblemDto problem ? problem.getCode() : null;
    return new Outcome(response.getStatus(), code);
  }

  private Circumstances circumstances(ContainerRequestContext request) {
    var address = routing.request().remoteAddress();
    return new Circumstances(
        AuditText.cut(request.getHeaderString(PURPOSE)),
        address == null ? null : address.hostAddress(),
        routing.response().headers().get(RequestIds.HEADER));
  }
}
