package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a change under a condition that its operation does not look at, or that says nothing: who
 * sends one relies on it.
 */
final class UnreadConditions {

  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  void refuse(ContainerRequestContext request, ResourceInfo resource) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    List<Fault> faults =
        Stream.of(Conditions.IF_MATCH, Conditions.IF_NONE_MATCH)
            .filter(request.getHeaders()::containsKey)
            .flatMap(name -> fault(request, resource, name).stream())
            .toList();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  /** The framework takes an empty one for none, and none is for whatever is there. */
  private static Optional<Fault> fault(
      ContainerRequestContext request, ResourceInfo resource, String name) {
    if (!Parameters.takesHeader(resource, name)) {
      return Optional.of(new Fault(name, "is not for this operation"));
    }
    return request.getHeaders().getOrDefault(name, List.of()).stream().anyMatch(String::isBlank)
        ? Optional.of(new Fault(name, "must not be empty"))
        : Optional.empty();
  }
}
