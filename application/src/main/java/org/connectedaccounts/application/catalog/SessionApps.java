package org.connectedaccounts.application.catalog;

import java.util.function.Predicate;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.workspace.Caller;

/** Narrows the catalogue to what a connect session allows. */
public final class SessionApps {

  private final ConnectSessions sessions;

  public SessionApps(ConnectSessions sessions) {
    this.sessions = sessions;
  }

  Predicate<CataloguedApp> visibleTo(Caller caller) {
    if (!(caller instanceof Caller.SessionHolder holder)) {
      return app -> true;
    }
    SessionRequest request =
        sessions
            .find(holder.workspace(), new SessionId(holder.session()))
            .orElseThrow(() -> new IllegalStateException("a session ended within its own call"))
            .session()
            .request();
    return app -> request.allows(app.definition().slug());
  }
}
