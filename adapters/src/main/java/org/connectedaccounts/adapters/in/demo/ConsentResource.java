package org.connectedaccounts.adapters.in.demo;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.connectedaccounts.adapters.in.demo.AuthorizationRequest.Reading;
import org.connectedaccounts.adapters.in.demo.AuthorizationRequest.Return;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/demo/oauth/authorize")
@EndpointDisabled(
    name = "connected-accounts.demo.enabled",
    disableIfMissing = true,
    stringValue = "false")
@NonBlocking
class ConsentResource {

  private static final Template CONSENT = Template.named("consent.html");
  private static final Template PERSON = Template.named("consent-person.html");
  private static final Template SCOPE = Template.named("consent-scope.html");
  private static final Template REFUSED = Template.named("refused.html");

  private final DemoProvider provider;

  ConsentResource(DemoProvider provider) {
    this.provider = provider;
  }

  @GET
  public RestResponse<String> ask(@BeanParam AuthorizationQuery query) {
    return switch (AuthorizationRequest.read(query, provider.settings())) {
      case Reading.Good(var request) ->
          Pages.page(200, "Allow access?", consent(request, provider.consents().open(request)));
      case Reading.Refused(var back, var error) -> redirect(back, "error", error);
      case Reading.Untrusted(var reason) -> refused(400, reason);
    };
  }

  @POST
  public RestResponse<String> decide(@BeanParam ConsentForm form) {
    if (form.comesFromElsewhere(origin())) {
      return refused(403, "Another site sent this form. Nothing was allowed.");
    }
    Optional<AuthorizationRequest> waiting = provider.consents().take(form.ticket());
    if (waiting.isEmpty()) {
      return refused(
          400, "This page was used before, or stood open for too long. Start again in your app.");
    }
    AuthorizationRequest request = waiting.get();
    Optional<DemoPerson> person =
        DemoPerson.find(form.person()).filter(_ -> "allow".equals(form.decision()));
    return person
        .map(who -> redirect(request.back(), "code", provider.grants().allow(request, who)))
        .orElseGet(() -> redirect(request.back(), "error", "access_denied"));
  }

  private static Template consent(AuthorizationRequest request, String ticket) {
    return CONSENT
        .with("ticket", ticket)
        .with("client", DemoProvider.CLIENT_ID)
        .plain(
            "people",
            DemoPerson.people().stream().map(ConsentResource::choice).collect(Collectors.joining()))
        .plain(
            "scopes",
            request.scopes().stream().map(ConsentResource::scope).collect(Collectors.joining()));
  }

  private static String choice(DemoPerson person) {
    return PERSON
        .with("id", person.id())
        .with("initial", person.fullName().substring(0, 1))
        .with("name", person.fullName())
        .with("email", person.email())
        .plain("checked", person == DemoPerson.ADA ? " checked" : "")
        .text();
  }

  private static String scope(String scope) {
    return SCOPE
        .with("scope", scope)
        .with("meaning", AuthorizationRequest.SCOPES.getOrDefault(scope, scope))
        .text();
  }

  private static RestResponse<String> refused(int status, String reason) {
    return Pages.page(status, "Not possible", REFUSED.with("reason", reason));
  }

  /** RFC 6749, 4.1.2, with the issuer of RFC 9207. */
  private RestResponse<String> redirect(Return back, String name, String value) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put(name, value);
    String state = back.state();
    if (state != null) {
      answer.put("state", state);
    }
    answer.put("iss", provider.settings().issuer());
    String query =
        answer.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return ResponseBuilder.<String>create(RestResponse.StatusCode.FOUND)
        .location(URI.create(back.redirectUri() + "?" + query))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String origin() {
    URI url = provider.settings().publicUrl();
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
