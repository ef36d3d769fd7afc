package org.connectedaccounts.adapters.in.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.HashSet;
import java.util.Set;
import org.connectedaccounts.adapters.in.rest.api.AccountDto;
import org.connectedaccounts.adapters.in.rest.api.CompletedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.ProblemDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationDto;
import org.connectedaccounts.adapters.in.rest.api.StepAuthsDto;
import org.connectedaccounts.adapters.in.rest.api.StepContextDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkDto;
import org.connectedaccounts.adapters.in.rest.api.WorkflowDto;
import org.connectedaccounts.application.audit.RecordCall;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.AuditEntry.Circumstances;
import org.connectedaccounts.domain.audit.AuditEntry.Outcome;
import org.connectedaccounts.domain.audit.AuditEntry.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Has every call that changes something, or is given a credential, written down: who, what, how.
 */
@Provider
class AuditFilter implements ContainerResponseFilter {

  private static final int LONGEST = 200;

  private final RecordCall recordCall;
  private final Operations operations;
  private final CurrentCaller caller;
  private final RoutingContext routing;

  AuditFilter(
      RecordCall recordCall, Operations operations, CurrentCaller caller, RoutingContext routing) {
    this.recordCall = recordCall;
    this.operations = operations;
    this.caller = caller;
    this.routing = routing;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (operations.isAudited(request.getMethod()) && caller.isKnown()) {
      recordCall.handle(
          new RecordCall.Command(
              caller.get(),
              operations.id(),
              outcome(response),
              subject(request, response.getEntity()),
              circumstances(request)));
    }
  }

  private static Outcome outcome(ContainerResponseContext response) {
    String code = response.getEntity() instanceof ProblemDto problem ? problem.getCode() : null;
    return new Outcome(response.getStatus(), code);
  }

  private static Subject subject(ContainerRequestContext request, @Nullable Object answer) {
    MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
    MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
    Set<AccountId> accounts = new HashSet<>();
    add(accounts, path.getFirst("account_id"));
    switch (answer) {
      case AccountDto account -> add(accounts, account.getId());
      case StepAuthsDto auths ->
          auths.getAccounts().values().forEach(account -> add(accounts, account.getAccountId()));
      case ConnectSessionDto session when session.getAccount() != null ->
          add(accounts, session.getAccount().getId());
      case StepLinkDto link -> add(accounts, link.getAccountId());
      case WorkflowDto workflow ->
          workflow.getLinks().forEach(link -> add(accounts, link.getAccountId()));
      case null, default -> {
        // Whatever it is, it is about no account, or about the path's.
      }
    }
    StepContextDto step = step(answer);
    return new Subject(
        accounts,
        cut(user(path, query, answer)),
        cut(step == null ? path.getFirst("workflow_id") : step.getWorkflowId()),
        cut(step == null ? path.getFirst("step_id") : step.getStepId()));
  }

  /** The step of a session, whose path does not name it. */
  private static @Nullable StepContextDto step(@Nullable Object answer) {
    return switch (answer) {
      case CompletedAccountDto completed -> completed.getStep();
      case ConnectSessionDto session -> session.getStep();
      case null, default -> null;
    };
  }

  private static @Nullable String user(
      MultivaluedMap<String, String> path,
      MultivaluedMap<String, String> query,
      @Nullable Object answer) {
    if (answer instanceof RevocationDto revocation) {
      return revocation.getExternalUserId();
    }
    String user = path.getFirst("external_user_id");
    return user == null ? query.getFirst("external_user_id") : user;
  }

  private static void add(Set<AccountId> accounts, @Nullable String text) {
    if (text != null) {
      AccountId.parse(text).ifPresent(accounts::add);
    }
  }

  private Circumstances circumstances(ContainerRequestContext request) {
    var address = routing.request().remoteAddress();
    return new Circumstances(
        cut(request.getHeaderString("Purpose")),
        address == null ? null : address.hostAddress(),
        routing.response().headers().get(RequestIds.HEADER));
  }

  /** What is refused may be of any length, and of characters that cannot be stored. */
  private static @Nullable String cut(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String kept = text.replace("\u0000", "");
    return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
  }
}
