package org.connectedaccounts.adapters.in.demo;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What there is to call once an account is connected. */
@Path("/demo/api")
@EndpointDisabled(
    name = "connected-accounts.demo.enabled",
    disableIfMissing = true,
    stringValue = "false")
@NonBlocking
class DemoApi {

  /** No secret: everybody may know the robot's key, it opens nothing but this demo. */
  static final String API_KEY = "demo-key-1234";

  private static final String SCHEME = "Bearer ";

  private final DemoProvider provider;

  DemoApi(DemoProvider provider) {
    this.provider = provider;
  }

  private record Visitor(DemoPerson person, List<String> scopes) {}

  /** Does nothing, as fast as can be: reads of a credential are measured against it. */
  @GET
  @Path("ping")
  public RestResponse<Void> ping() {
    return RestResponse.noContent();
  }

  @GET
  @Path("me")
  public RestResponse<Map<String, Object>> me(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @HeaderParam("X-Api-Key") @Nullable String apiKey) {
    return visitor(authorization, apiKey)
        .map(visitor -> json(200, profile(visitor.person())).build())
        .orElseGet(DemoApi::unknown);
  }

  @GET
  @Path("messages")
  public RestResponse<Map<String, Object>> messages(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @HeaderParam("X-Api-Key") @Nullable String apiKey) {
    return visitor(authorization, apiKey)
        .map(
            visitor ->
                visitor.scopes().contains("messages:read")
                    ? json(200, Map.of("messages", visitor.person().messages())).build()
                    : json(403, Map.of("error", "insufficient_scope")).build())
        .orElseGet(DemoApi::unknown);
  }

  private Optional<Visitor> visitor(@Nullable String authorization, @Nullable String apiKey) {
    if (API_KEY.equals(apiKey)) {
      return Optional.of(
          new Visitor(DemoPerson.ROBOT, List.copyOf(AuthorizationRequest.SCOPES.keySet())));
    }
    return Optional.ofNullable(authorization)
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(header -> provider.grants().find(header.substring(SCHEME.length()).strip()))
        .map(grant -> new Visitor(grant.person(), grant.scopes()));
  }

  private static Map<String, Object> profile(DemoPerson person) {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("id", person.id());
    profile.put("name", person.fullName());
    profile.put("email", person.email());
    return profile;
  }

  /** RFC 6750, 3.1. */
  private static RestResponse<Map<String, Object>> unknown() {
    return json(401, Map.of("error", "invalid_token"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"demo\", error=\"invalid_token\"")
        .build();
  }

  private static ResponseBuilder<Map<String, Object>> json(int status, Map<String, Object> body) {
    return ResponseBuilder.<Map<String, Object>>create(status)
        .entity(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
