package org.connectedaccounts.adapters.in.rest;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** What the filters have to know of the operation that a request is for. */
@Singleton
class Operations {

  /** Those with {@code security: []} in the contract. */
  private static final Set<String> PUBLIC = Set.of("getAppLogo");

  private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private static final Set<String> VENDING = Set.of("getCredentials", "getStepAuths");

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

  /** As the contract calls it. */
  String id() {
    return resource.getResourceMethod().getName();
  }

  /** What changes something or gives a credential out, and what the caller has no right to. */
  boolean isAudited(String method, int status) {
    return needsCaller()
        && (!READS.contains(method) || isVending() || status == RestResponse.StatusCode.FORBIDDEN);
  }

  /** Gives a credential out. */
  boolean isVending() {
    return VENDING.contains(id());
  }

  private boolean isOurs() {
    return isOurs(resource);
  }

  /** Of the contract. No resource at all is there where no path fits. */
  static boolean isOurs(ResourceInfo resource) {
    Class<?> type = resource.getResourceClass();
    return type != null && type.getPackage().equals(Operations.class.getPackage());
  }
}
