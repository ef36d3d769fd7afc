package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.Refusal;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not have: a filter with a slip in its name would
 * be answered with everything.
 */
final class UnknownParameters {

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  void refuse(ResourceInfo resource, UriInfo uri) {
    Set<String> given = uri.getQueryParameters().keySet();
    if (given.isEmpty() || !Operations.isOurs(resource)) {
      return;
    }
    Set<String> names =
        known.computeIfAbsent(resource.getResourceMethod(), _ -> Parameters.ofQuery(resource));
    if (!names.containsAll(given)) {
      throw Refusal.invalid("?", told(names));
    }
  }

  /** What was sent is not repeated. */
  private static String told(Set<String> names) {
    return names.isEmpty()
        ? "takes no parameters here"
        : "takes these parameters alone: "
            + names.stream().sorted().collect(Collectors.joining(", "));
  }
}
