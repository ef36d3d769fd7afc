package org.connectedaccounts.adapters.in.demo;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Stands for the return page of the product that connects accounts. */
@Path("/demo/return")
@EndpointDisabled(
    name = "connected-accounts.demo.enabled",
    disableIfMissing = true,
    stringValue = "false")
@NonBlocking
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

  ReturnResource(DemoProvider provider) {
    this.provider = provider;
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
