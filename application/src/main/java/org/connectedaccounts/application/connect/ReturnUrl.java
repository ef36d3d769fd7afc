package org.connectedaccounts.application.connect;

import java.util.Optional;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's browser goes in the end: registered by the workspace at this very moment, or
 * nowhere.
 */
final class ReturnUrl implements WayBack {

  private final ConnectSession session;
  private final @Nullable String url;

  private ReturnUrl(ConnectSession session, @Nullable String url) {
    this.session = session;
    this.url = url;
  }

  static ReturnUrl of(ConnectSession session, Workspaces workspaces) {
    Optional<Workspace> workspace = workspaces.find(session.workspace());
    String asked = session.request().returnUrl();
    Optional<String> url =
        asked == null
            ? workspace.flatMap(found -> found.returnUrls().stream().findFirst())
            : workspace.filter(found -> found.registersReturnUrl(asked)).map(_ -> asked);
    return new ReturnUrl(session, url.orElse(null));
  }

  /** As it is registered; null: there is none. */
  @Nullable String url() {
    return url;
  }

  @Override
  public ReceiveCallback.Outcome with(Secret handle) {
    return url == null
        ? with(
            Refusal.of(
                Refusal.Code.RETURN_URL_MISSING,
                "The workspace's return URL was removed meanwhile."))
        : new ReceiveCallback.Outcome(withQuery("&handle=" + handle.reveal()), null);
  }

  @Override
  public ReceiveCallback.Outcome with(Refusal refusal) {
    return new ReceiveCallback.Outcome(withQuery("&error=" + refusal.code().text()), refusal);
  }

  @Override
  public ReceiveCallback.Outcome plain() {
    return new ReceiveCallback.Outcome(withQuery(""), null);
  }

  private @Nullable String withQuery(String more) {
    return url == null
        ? null
        : url + (url.contains("?") ? "&" : "?") + "session_id=" + session.id().text() + more;
  }
}
