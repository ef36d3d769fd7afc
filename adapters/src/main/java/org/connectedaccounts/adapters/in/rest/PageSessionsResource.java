package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.connectedaccounts.application.connect.ConnectFromPage;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The page of accounts opens a session to connect one more. Between our page and us alone, so it
 * does not stand in the contract.
 */
@Path("/connect/{session}/sessions")
@RunOnVirtualThread
class PageSessionsResource {

  private final ConnectFromPage connectFromPage;
  private final CurrentCaller caller;

  PageSessionsResource(ConnectFromPage connectFromPage, CurrentCaller caller) {
    this.connectFromPage = connectFromPage;
    this.caller = caller;
  }

  /**
   * @param app slug; null: any
   * @param accountId to reconnect; null: connect another
   */
  record Wanted(@Nullable String app, @JsonProperty("account_id") @Nullable String accountId) {}

  record Link(@JsonProperty("connect_url") String connectUrl) {

    /** Keeps the ticket out of logs. */
    @Override
    public String toString() {
      return "Link";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<Link> open(@PathParam("session") String session, @Nullable Wanted wanted) {
    if (wanted == null) {
      throw Refusal.invalid("", "must be a JSON object");
    }
    String app = wanted.app();
    String account = wanted.accountId();
    Secret link =
        connectFromPage.handle(
            new ConnectFromPage.Command(
                caller.get(),
                Ids.session(session),
                app == null ? null : Ids.app(app),
                account == null ? null : Ids.account(account)));
    return Answers.created(new Link(link.reveal()));
  }
}
