package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the filters have to know of the operation that a request is for. */
final class Operations {

  /** Those with {@code security: []} in the contract. */
  private static final Set<String> PUBLIC = Set.of("getAppLogo");

  private Operations() {}

  /** Of all that is served here unless the contract says otherwise; other packages serve pages. */
  static boolean needsCaller(@Nullable ResourceInfo resource) {
    return resource != null
        && isOurs(resource)
        && !PUBLIC.contains(resource.getResourceMethod().getName());
  }

  static boolean is(@Nullable ResourceInfo resource, String operationId) {
    return resource != null
        && isOurs(resource)
        && resource.getResourceMethod().getName().equals(operationId);
  }

  private static boolean isOurs(ResourceInfo resource) {
    return resource.getResourceClass() != null
        && resource.getResourceClass().getPackage().equals(Operations.class.getPackage());
  }
}
