package org.connectedaccounts.adapters.in.demo;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/demo/oauth")
@EndpointDisabled(
    name = "connected-accounts.demo.enabled",
    disableIfMissing = true,
    stringValue = "false")
@NonBlocking
class TokenResource {

  private final DemoProvider provider;

  TokenResource(DemoProvider provider) {
    this.provider = provider;
  }

  @POST
  @Path("token")
  public RestResponse<TokenAnswer> token(@BeanParam TokenForm form) {
    if (!provider.clientProof().accepts(form.authorization())) {
      return unknownClient();
    }
    return switch (String.valueOf(form.grantType())) {
      case "authorization_code" ->
          answer(provider.grants().redeem(form.code(), form.redirectUri(), form.codeVerifier()));
      case "refresh_token" -> answer(provider.grants().refresh(form.refreshToken()));
      default -> json(400, new TokenAnswer.Refused("unsupported_grant_type")).build();
    };
  }

  /** RFC 7009, 2.2: a token that is not known is as good as revoked. */
  @POST
  @Path("revoke")
  public RestResponse<TokenAnswer> revoke(@BeanParam TokenForm form) {
    if (!provider.clientProof().accepts(form.authorization())) {
      return unknownClient();
    }
    provider.grants().revoke(form.token());
    return json(200, null).build();
  }

  private static RestResponse<TokenAnswer> answer(Optional<Grants.Issued> issued) {
    return issued
        .map(tokens -> json(200, TokenAnswer.Issued.of(tokens)))
        .orElseGet(() -> json(400, new TokenAnswer.Refused("invalid_grant")))
        .build();
  }

  private static RestResponse<TokenAnswer> unknownClient() {
    return json(401, new TokenAnswer.Refused("invalid_client"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"demo\"")
        .build();
  }

  private static ResponseBuilder<TokenAnswer> json(int status, @Nullable TokenAnswer answer) {
    var builder =
        ResponseBuilder.<TokenAnswer>create(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
    return answer == null ? builder : builder.entity(answer).type(MediaType.APPLICATION_JSON_TYPE);
  }
}
