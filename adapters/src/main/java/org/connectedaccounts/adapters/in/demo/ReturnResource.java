package org.connectedaccounts.adapters.in.demo;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Stands for the return page of the product that connects accounts. */
@Path("/demo/return")
@EndpointDisabled(
    name = "connected-accounts.demo.enabled",
    disableIfMissing = true,
    stringValue = "false")
@RunOnVirtualThread
class ReturnResource {

  // The page shows commands to copy into a shell: nothing else may come from a link into them.
  private static final Pattern SESSION = Pattern.compile("cs_[0-9a-z]{26}");
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

  private static final Template HANDED = Template.named("return.html");
  private static final Template COMPLETED = Template.named("return-completed.html");
  private static final Template FAILED = Template.named("return-failed.html");
  private static final Template NEXT = Template.named("return-next.html");
  private static final Template REFUSED = Template.named("refused.html");

  private final DemoProvider provider;
  private final DemoProvider.Backend backend;

  ReturnResource(DemoProvider provider, DemoProvider.Backend backend) {
    this.provider = provider;
    this.backend = backend;
  }

  @GET
  public RestResponse<String> show(
      @QueryParam("session_id") @Nullable String session,
      @QueryParam("handle") @Nullable String handle,
      @QueryParam("error") @Nullable String error) {
    if (session == null || !SESSION.matcher(session).matches()) {
      return nothing();
    }
    if (error != null) {
      return ERROR.matcher(error).matches()
          ? page("Not connected", FAILED.with("error", error), session)
          : nothing();
    }
    if (handle == null) {
      return page("Connected", COMPLETED, session);
    }
    return HANDLE.matcher(handle).matches()
        ? page("Consent given", HANDED.with("handle", handle), session)
        : nothing();
  }

  /** The button: what the commands of the page do, for those who click through. */
  @POST
  public RestResponse<String> complete(
      @FormParam("session_id") @Nullable String session,
      @FormParam("handle") @Nullable String handle) {
    Optional<SessionId> id = Optional.ofNullable(session).flatMap(SessionId::parse);
    if (id.isEmpty() || handle == null || !HANDLE.matcher(handle).matches()) {
      return nothing();
    }
    try {
      backend.complete(id.get(), Secret.of(handle));
    } catch (Refusal refusal) {
      if (refusal.code() != Refusal.Code.CHOICE_REQUIRED) {
        return page("Not connected", FAILED.with("error", refusal.code().text()), id.get().text());
      }
    }
    return seeOther("/demo/return?session_id=" + id.get().text());
  }

  private RestResponse<String> seeOther(String path) {
    return ResponseBuilder.<String>create(RestResponse.StatusCode.SEE_OTHER)
        .header(HttpHeaders.LOCATION, provider.settings().base() + path)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private RestResponse<String> page(String title, Template content, String session) {
    return Pages.page(
        200,
        title,
        content
            .plain("next", NEXT.text())
            .with("session", session)
            .with("base", provider.settings().base())
            .with("key", provider.settings().apiKey()));
  }

  private static RestResponse<String> nothing() {
    return Pages.page(
        400,
        "Nothing to show",
        REFUSED.with("reason", "A browser comes here at the end of a consent, with its session."));
  }
}
