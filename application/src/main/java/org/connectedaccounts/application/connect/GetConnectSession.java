package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * How a session stands. Never tells the handle: it belongs to the browser that came back from the
 * provider.
 */
public final class GetConnectSession {

  private final SessionAccess access;
  private final ConnectedAccounts accounts;
  private final AccountViews views;

  public GetConnectSession(SessionAccess access, ConnectedAccounts accounts, AccountViews views) {
    this.access = access;
    this.accounts = accounts;
    this.views = views;
  }

  public record Command(Caller caller, SessionId session) {}

  public SessionView handle(Command command) {
    Found found = access.require(command.caller(), command.session(), Scope.CONNECT);
    ConnectSession session = found.session();
    return new SessionView(session, session.isExpiredAt(found.now()), account(session), null);
  }

  private @Nullable AccountView account(ConnectSession session) {
    return session.progress() instanceof Completed(var id, var _)
        ? accounts.findListed(session.workspace(), id).map(views::of).orElse(null)
        : null;
  }
}
