package org.connectedaccounts.application.connect;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The page of a user's accounts connects one more, or reconnects one: in a session of its own,
 * which lives as long and is completed as any other.
 */
public final class ConnectFromPage {

  private final SessionAccess access;
  private final SessionOpening opening;
  private final ConnectedAccounts accounts;

  public ConnectFromPage(SessionAccess access, SessionOpening opening, ConnectedAccounts accounts) {
    this.access = access;
    this.opening = opening;
    this.accounts = accounts;
  }

  /**
   * @param session of kind manage
   * @param app null: any that the session allows
   * @param account to reconnect; null: connect another
   */
  public record Command(
      Caller caller, SessionId session, @Nullable AppSlug app, @Nullable AccountId account) {}

  /** The link to redeem. */
  public Secret handle(Command command) {
    if (!(command.caller() instanceof Caller.SessionHolder holder) || !holder.page()) {
      throw Refusal.of(Code.SESSION_LIMITED, "Only the page of a session opens another one.");
    }
    Found found = access.require(command.caller(), command.session(), Scope.CONNECT);
    ConnectSession session = SessionAccess.requireLive(found);
    if (session.request().kind() != Kind.MANAGE) {
      throw Refusal.of(Code.SESSION_STATE, "Only a session of kind manage opens another one.");
    }
    requireSomebody(session.request());
    SessionRequest request =
        command.account() == null
            ? connecting(session.request(), command.app())
            : reconnecting(session, command.account());
    return opening.open(session.workspace(), request, session.expiresAt(), null).link();
  }

  /** Else nobody could say at its completion that the right person sat at the browser (C1). */
  private static void requireSomebody(SessionRequest manage) {
    if (manage.signedInUser() == null) {
      throw Refusal.of(
          Code.SESSION_LIMITED,
          "This session says of nobody who looks after the workspace, so it connects nothing; open"
              + " one with acting_user_id.");
    }
  }

  private static SessionRequest connecting(SessionRequest manage, @Nullable AppSlug app) {
    if (app != null && !manage.allows(app)) {
      throw Refusal.of(Code.APP_NOT_ALLOWED, "This session is for other apps.");
    }
    List<AppSlug> apps = app == null ? manage.apps() : List.of(app);
    return request(manage, manage.externalUserId(), apps, null);
  }

  private SessionRequest reconnecting(ConnectSession session, AccountId id) {
    SessionRequest manage = session.request();
    ConnectedAccount account =
        accounts
            .find(session.workspace(), id)
            .filter(found -> manage.allows(found.app()))
            .filter(found -> isWithin(manage, found))
            .orElseThrow(AccountViews::unknown);
    requireKnown(manage, account);
    return request(manage, account.owner().externalUserId(), List.of(account.app()), account.id());
  }

  /** Whoever looks after the workspace might reconnect it to an account of their own (C12). */
  private static void requireKnown(SessionRequest manage, ConnectedAccount account) {
    if (!account.owner().isOf(manage.signedInUser()) && account.identity() == null) {
      throw Refusal.of(
          Code.SESSION_LIMITED,
          "Only its own user can reconnect this account: the app does not say whose it is.");
    }
  }

  private static boolean isWithin(SessionRequest manage, ConnectedAccount account) {
    return manage.externalUserId() == null || account.owner().isOf(manage.externalUserId());
  }

  private static SessionRequest request(
      SessionRequest manage,
      @Nullable String user,
      List<AppSlug> apps,
      @Nullable AccountId account) {
    return new SessionRequest(
        Kind.CONNECT,
        user,
        manage.actingUserId(),
        apps,
        account,
        List.of(),
        false,
        null,
        Map.of(),
        manage.returnUrl());
  }
}
