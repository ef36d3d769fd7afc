package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that are given empty where the contract wants one character at least.
 * The framework takes them for absent, and absent means everybody's.
 */
final class EmptyParameters {

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  void refuse(ResourceInfo resource, UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    if (query.values().stream().noneMatch(values -> values.contains(""))) {
      return;
    }
    List<Fault> faults =
        Parameters.neverEmpty(resource)
            .filter(name -> query.getOrDefault(name, List.of()).contains(""))
            .map(name -> new Fault("?" + name, "must not be empty"))
            .toList();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }
}
