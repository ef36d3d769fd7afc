package org.connectedaccounts.adapters.in.rest;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;

/** What the filters have to know of the operation that a request is for. */
@Singleton
class Operations {

  /** Those with {@code security: []} in the contract. */
  private static final Set<String> PUBLIC = Set.of("getAppLogo");

  private final ResourceInfo resource;

  Operations(ResourceInfo resource) {
    this.resource = resource;
  }

  /** Of all that is served here unless the contract says otherwise; other packages serve pages. */
  boolean needsCaller() {
    return isOurs() && !PUBLIC.contains(resource.getResourceMethod().getName());
  }

  boolean is(String operationId) {
    return isOurs() && resource.getResourceMethod().getName().equals(operationId);
  }

  private boolean isOurs() {
    return resource.getResourceClass().getPackage().equals(Operations.class.getPackage());
  }
}
