package org.connectedaccounts.adapters.in.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.connectedaccounts.domain.Refusal;

/** Shows a problem as a page to whoever takes one; its status stays. */
@Provider
@ForBrowsers
class ProblemPages implements ContainerResponseFilter {

  private final RefusedRequest refused;

  ProblemPages(RefusedRequest refused) {
    this.refused = refused;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() < 400 || !takesPages(request)) {
      return;
    }
    String page = BrowserPage.refused(code(response.getStatus()));
    MediaType html = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    response.setEntity(page, new Annotation[0], html);
    response.getHeaders().putSingle(BrowserPage.POLICY_HEADER, BrowserPage.POLICY);
  }

  private static boolean takesPages(ContainerRequestContext request) {
    return request.getAcceptableMediaTypes().stream()
        .anyMatch(type -> type.isCompatible(MediaType.TEXT_HTML_TYPE));
  }

  private String code(int status) {
    Refusal refusal = refused.reason();
    if (refusal != null) {
      return refusal.code().text();
    }
    return status == 503 ? "unavailable" : "internal_error";
  }
}
