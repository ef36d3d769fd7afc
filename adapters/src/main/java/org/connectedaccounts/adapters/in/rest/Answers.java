package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.connectedaccounts.domain.Version;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers that are not simply a 200. */
final class Answers {

  private Answers() {}

  static <T> RestResponse<T> created(T body) {
    return RestResponse.status(Status.CREATED, body);
  }

  /**
   * @param progress where the caller sees how far it is
   */
  static <T> RestResponse<T> accepted(T body, URI progress) {
    return ResponseBuilder.create(Status.ACCEPTED, body).location(progress).build();
  }

  /** With what names the state it is in. */
  static <T> RestResponse<T> versioned(T body, Version version) {
    return ResponseBuilder.ok(body).header(HttpHeaders.ETAG, Conditions.tag(version)).build();
  }

  static <T> RestResponse<T> saved(T body, boolean created) {
    return created ? created(body) : RestResponse.ok(body);
  }
}
