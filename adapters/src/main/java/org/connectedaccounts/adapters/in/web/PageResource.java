package org.connectedaccounts.adapters.in.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.connectedaccounts.application.connect.LookAtPage;
import org.connectedaccounts.application.connect.LookAtPage.Seen;
import org.connectedaccounts.application.connect.RedeemTicket;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The page of a session, to connect or to look after accounts. Its address alone shows nothing and
 * changes nothing: the ticket of the link stays in the fragment until the page itself sends it.
 */
@Path("/connect/{session}")
@RunOnVirtualThread
class PageResource {

  private final LookAtPage lookAtPage;
  private final RedeemTicket redeemTicket;
  private final InstantSource clock;

  PageResource(LookAtPage lookAtPage, RedeemTicket redeemTicket, InstantSource clock) {
    this.lookAtPage = lookAtPage;
    this.redeemTicket = redeemTicket;
    this.clock = clock;
  }

  @GET
  public RestResponse<String> page(@PathParam("session") String session) {
    var workspace =
        SessionId.parse(session).flatMap(lookAtPage::handle).map(Seen::workspace).orElse(null);
    var answer =
        ResponseBuilder.ok(PageShell.html())
            .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
            .header(BrowserPage.POLICY_HEADER, PageShell.policy(workspace));
    PageShell.frameOptions(workspace)
        .ifPresent(options -> answer.header("X-Frame-Options", options));
    return answer.build();
  }

  /** JSON alone is taken, which no page of another site can send without being asked first. */
  @POST
  @Path("redeem")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PageDtos.Begin> redeem(
      @PathParam("session") String session,
      PageDtos.@Nullable Redeem body,
      @Context HttpHeaders headers) {
    if (headers.getMediaType() == null) {
      // The framework takes what has no type for what it wants.
      throw new NotSupportedException();
    }
    if (body == null) {
      throw Refusal.invalid("", "must be a JSON object");
    }
    SessionId id = id(session);
    var redeemed =
        redeemTicket.handle(
            new RedeemTicket.Command(
                id,
                secret(body.ticket()),
                secret(body.nonce()),
                PageCookie.of(id, headers.getCookies()).orElse(null)));
    ConnectSession opened = redeemed.view().session();
    return ResponseBuilder.ok(PageDtos.Begin.of(redeemed))
        .cookie(PageCookie.keeping(redeemed.token(), id, clock.instant(), opened.expiresAt()))
        .build();
  }

  /**
   * How far it has come, for the page that opened it and was cut off from it. To a registered
   * origin alone; no more than a word.
   */
  @GET
  @Path("status")
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PageDtos.Status> status(
      @PathParam("session") String session, @HeaderParam("Origin") @Nullable String origin) {
    Seen seen = lookAtPage.handle(id(session)).orElseThrow(PageResource::unknown);
    var answer = ResponseBuilder.ok(new PageDtos.Status(seen.status()));
    if (origin != null && seen.workspace().allowedOrigins().contains(origin)) {
      answer.header("Access-Control-Allow-Origin", origin);
    }
    return answer.build();
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }

  private static SessionId id(String text) {
    return SessionId.parse(text).orElseThrow(PageResource::unknown);
  }

  private static Refusal unknown() {
    return Refusal.of(Code.SESSION_NOT_FOUND, "There is no such session.");
  }
}
