package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.adapters.in.rest.api.FieldErrorDto;
import org.connectedaccounts.adapters.in.rest.api.ProblemAccountDto;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkReferenceDto;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.Refusal.Kind;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.Refusal.UnavailableAccount;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Every no of the service as a problem (RFC 9457): the one place where a refusal meets HTTP. */
final class Problems {

  static final MediaType TYPE = new MediaType("application", "problem+json");

  /** For a trouble of our own, such as a database that does not answer. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  private Problems() {}

  static int status(Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case EXPIRED -> 410;
      case OUTDATED -> 412;
      case REJECTED -> 422;
      case UNAVAILABLE -> 503;
    };
  }

  static ProblemDto of(int status, String code) {
    return new ProblemDto()
        .type("about:blank")
        .title(TITLES.getOrDefault(status, "Error"))
        .status(status)
        .code(code);
  }

  static ProblemDto of(Refusal refusal) {
    ProblemDto problem = of(status(refusal.kind()), refusal.code().text()).detail(refusal.detail());
    return switch (refusal.evidence()) {
      case Evidence.None _, Evidence.RetryAfter _ -> problem;
      case Evidence.Faults(var faults) -> problem.errors(map(faults));
      case Evidence.Accounts(var accounts) ->
          problem.accounts(accounts.stream().map(Problems::of).toList());
      case Evidence.Links(var links) -> problem.links(links.stream().map(Problems::of).toList());
    };
  }

  static ProblemDto invalid(List<Fault> faults) {
    return of(Refusal.invalid(faults));
  }

  static RestResponse<ProblemDto> answer(Refusal refusal) {
    return refusal.evidence() instanceof Evidence.RetryAfter(var delay)
        ? answer(of(refusal), retryAfter(delay))
        : answer(of(refusal));
  }

  static RestResponse<ProblemDto> answer(ProblemDto problem) {
    return answer(problem, headers(problem.getStatus()));
  }

  static RestResponse<ProblemDto> tooMany(Duration wait) {
    ProblemDto problem =
        of(429, "rate_limited")
            .detail("More requests than this token may send; go on after Retry-After, and slower.");
    return answer(problem, retryAfter(wait));
  }

  private static RestResponse<ProblemDto> answer(ProblemDto problem, Map<String, String> headers) {
    ResponseBuilder<ProblemDto> answer =
        ResponseBuilder.<ProblemDto>create(problem.getStatus()).entity(problem).type(TYPE);
    headers.forEach(answer::header);
    return answer.build();
  }

  static Map<String, String> headers(int status) {
    return switch (status) {
      case 401 -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      // What is left of the body is not read.
      case 413 -> Map.of("Connection", "close");
      case 503 -> retryAfter(SOON);
      default -> Map.of();
    };
  }

  private static Map<String, String> retryAfter(Duration wait) {
    return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
  }

  private static List<FieldErrorDto> map(List<Fault> faults) {
    return faults.stream()
        .map(fault -> new FieldErrorDto().pointer(fault.pointer()).detail(fault.detail()))
        .toList();
  }

  private static ProblemAccountDto of(UnavailableAccount account) {
    return new ProblemAccountDto()
        .accountId(account.accountId())
        .app(account.app())
        .name(account.name())
        .status(account.status())
        .statusReason(account.reason());
  }

  private static StepLinkReferenceDto of(LinkedStep link) {
    return new StepLinkReferenceDto()
        .workflowId(link.workflowId())
        .stepId(link.stepId())
        .name(link.name())
        .externalUserId(link.externalUserId());
  }

  /** What the framework's own refusals are called; empty for those that the contract lacks. */
  static Optional<ProblemDto> ofStatus(int status) {
    return switch (status) {
      case 400 -> Optional.of(of(400, "invalid_request"));
      case 404 -> Optional.of(of(404, "not_found").detail("There is nothing at this path."));
      case 405 ->
          Optional.of(of(405, "method_not_allowed").detail("This path has no such method."));
      case 406 ->
          Optional.of(of(406, "not_acceptable").detail("The answer has another media type."));
      case 413 -> Optional.of(of(413, "body_too_large").detail("A body has at most 1 MiB."));
      case 414 -> Optional.of(of(414, "uri_too_long").detail("An address has at most 8 KiB."));
      case 415 -> Optional.of(of(415, "unsupported_media_type").detail("Send application/json."));
      case 431 ->
          Optional.of(of(431, "headers_too_large").detail("Headers have at most 20 KiB in all."));
      case 503 -> Optional.of(of(503, "unavailable").detail("Not ready; try again shortly."));
      default -> Optional.empty();
    };
  }
}
