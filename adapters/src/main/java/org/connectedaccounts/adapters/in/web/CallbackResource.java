package org.connectedaccounts.adapters.in.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import org.connectedaccounts.application.connect.CallbackParameters;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.ReceiveCallback.Outcome;
import org.connectedaccounts.domain.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Where providers send browsers back to. It stands in the contract for the sake of documentation;
 * parameters are read as they come, since providers add their own. Whatever is accepted, the
 * browser is sent on: its consent is not lost for a header.
 */
@Path("/oauth/callback/{context}")
@RunOnVirtualThread
@ForBrowsers
class CallbackResource {

  private final ReceiveCallback receiveCallback;
  private final RefusedRequest refused;

  CallbackResource(ReceiveCallback receiveCallback, RefusedRequest refused) {
    this.receiveCallback = receiveCallback;
    this.refused = refused;
  }

  @GET
  @Produces(MediaType.WILDCARD)
  public RestResponse<String> receive(
      @PathParam("context") String context,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context Request request) {
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      // JAX-RS would run the GET for it, and use the attempt up.
      throw new NotAllowedException(HttpMethod.GET);
    }
    var parameters = new CallbackParameters(uri.getQueryParameters());
    ReceiveCallback.Kept kept = session -> PageCookie.of(session, headers.getCookies());
    return answer(receive(new ReceiveCallback.Command(context, parameters, kept)));
  }

  private Outcome receive(ReceiveCallback.Command command) {
    try {
      return receiveCallback.handle(command);
    } catch (Refusal refusal) {
      return new Outcome(null, refusal);
    }
  }

  private RestResponse<String> answer(Outcome outcome) {
    String returnUrl = outcome.returnUrl();
    if (returnUrl != null) {
      return ResponseBuilder.<String>create(Status.SEE_OTHER)
          .header(HttpHeaders.LOCATION, returnUrl)
          .build();
    }
    Refusal refusal = outcome.refusal();
    if (refusal != null) {
      refused.because(refusal);
      throw refusal;
    }
    return ResponseBuilder.ok(BrowserPage.connected())
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header(BrowserPage.POLICY_HEADER, BrowserPage.POLICY)
        .build();
  }
}
