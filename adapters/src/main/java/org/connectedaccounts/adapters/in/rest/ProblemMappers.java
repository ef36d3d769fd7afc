package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.connectedaccounts.adapters.in.rest.BodyLimit.BodyTooLarge;
import org.connectedaccounts.adapters.in.rest.RateLimits.TooManyRequests;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends in into a problem. */
@Singleton
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final Predicate<Throwable> outages;
  private final Supplier<UUID> ids;
  private final AllowedMethods methods;

  /**
   * @param outages tells a store that is away from a fault
   * @param ids by which what a client was told and what was logged find each other
   */
  ProblemMappers(Predicate<Throwable> outages, Supplier<UUID> ids, AllowedMethods methods) {
    this.outages = outages;
    this.ids = ids;
    this.methods = methods;
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> refused(Refusal refusal) {
    return Problems.answer(refusal);
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> invalid(ConstraintViolationException e) {
    List<Fault> faults =
        e.getConstraintViolations().stream()
            .map(violation -> new Fault(Pointers.of(violation), violation.getMessage()))
            .distinct()
            .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::detail))
            .toList();
    return Problems.answer(Problems.invalid(faults));
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> unreadable(MismatchedInputException e) {
    return e.getCause() != null && UnreadableBody.isMalformed(e.getCause())
        ? malformed()
        : Problems.answer(Problems.invalid(List.of(UnreadableBody.fault(e))));
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> invalid(BadParameter bad, ResourceInfo resource, UriInfo uri) {
    String pointer = Parameters.queryPointer(resource, uri, bad);
    return Problems.answer(Problems.invalid(List.of(new Fault(pointer, bad.detail()))));
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> tooLarge(BodyTooLarge e) {
    return Problems.answer(Problems.ofStatus(413).orElseThrow());
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> tooMany(TooManyRequests e) {
    return Problems.tooMany(e.waiting());
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> methodRefused(NotAllowedException e, UriInfo uri) {
    MeteredPath.none();
    RestResponse<ProblemDto> answer = Problems.answer(Problems.ofStatus(405).orElseThrow());
    String path = uri.getRequestUri().getRawPath();
    answer.getHeaders().putSingle(HttpHeaders.ALLOW, methods.of(path));
    return answer;
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> refusedByFramework(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status == RestResponse.StatusCode.BAD_REQUEST && UnreadableBody.isMalformed(e)) {
      return UnreadableBody.outOfRange(e)
          .map(fault -> Problems.answer(Problems.invalid(List.of(fault))))
          .orElseGet(ProblemMappers::malformed);
    }
    return Problems.ofStatus(status).map(Problems::answer).orElseGet(() -> failed(e));
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> keysAway(KeyEncryptionKeys.Unreachable away) {
    LOG.errorf("The place of the keys does not answer: %s", away.getMessage());
    return Problems.answer(Problems.ofStatus(503).orElseThrow());
  }

  @ServerExceptionMapper
  RestResponse<ProblemDto> failed(Throwable failure) {
    if (outages.test(failure)) {
      LOG.errorf("The store does not answer: %s", failure);
      return Problems.answer(Problems.ofStatus(503).orElseThrow());
    }
    String occurrence = "urn:uuid:" + ids.get();
    if (failure instanceof SecretVault.Unopenable) {
      // The alarm right before it says which value, and why; where it was read tells nothing more.
      LOG.errorf("Request failed (%s): what is sealed does not open.", occurrence);
    } else {
      LOG.errorf(failure, "Request failed (%s)", occurrence);
    }
    return Problems.answer(Problems.of(500, "internal_error").instance(occurrence));
  }

  private static RestResponse<ProblemDto> malformed() {
    return Problems.answer(
        Problems.of(400, "malformed_json").detail("The body is not valid JSON."));
  }
}
