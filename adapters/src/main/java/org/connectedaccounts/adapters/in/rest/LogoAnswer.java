package org.connectedaccounts.adapters.in.rest;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.connectedaccounts.application.port.Logo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with a picture, or with word that the caller has it already. */
@Singleton
class LogoAnswer {

  private final Request request;

  LogoAnswer(Request request) {
    this.request = request;
  }

  RestResponse<String> of(Logo logo) {
    var tag = new EntityTag(logo.hash());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    ResponseBuilder<String> answer =
        unchanged == null
            ? ResponseBuilder.ok(logo.svg())
            : ResponseBuilder.create(Status.NOT_MODIFIED);
    // An image that is opened by itself is a document: it gets no script and no network.
    return answer
        .tag(tag)
        .header("Cache-Control", "public, max-age=86400")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .build();
  }
}
