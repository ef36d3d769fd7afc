package org.connectedaccounts.application.connect;

import java.util.Optional;
import org.connectedaccounts.application.account.AccountTrouble;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.workspace.Caller;

/**
 * The user picks an account that is there already; it is linked without a new consent, and the
 * session is done.
 */
public final class UseExistingAccount {

  private final SessionAccess access;
  private final AccountViews views;
  private final StepLinks links;
  private final Attempts attempts;
  private final Surroundings surroundings;

  public UseExistingAccount(
      SessionAccess access,
      AccountViews views,
      StepLinks links,
      Attempts attempts,
      Surroundings surroundings) {
    this.access = access;
    this.views = views;
    this.links = links;
    this.attempts = attempts;
    this.surroundings = surroundings;
  }

  public record Command(Caller caller, SessionId session, AccountId account) {}

  public SessionView handle(Command command) {
    ConnectSession session = access.requireOpen(command.caller(), command.session());
    AccountView view = usable(session, command.account());
    ConnectedAccount account = view.account();
    var completed = new Completed(account.id(), false);
    surroundings
        .unitOfWork()
        .run(
            () -> {
              SessionLink.of(session, account, surroundings.clock().now()).ifPresent(links::put);
              attempts.completeWithin(session, completed);
            });
    return new SessionView(
        session.at(completed), false, views.require(session.workspace(), account.id()), null);
  }

  private AccountView usable(ConnectSession session, AccountId id) {
    AccountView view = views.require(session.workspace(), id);
    ConnectedAccount account = view.account();
    if (!mayUse(session, account)) {
      throw AccountViews.unknown();
    }
    if (!session.request().allows(account.app())) {
      throw Refusal.of(Code.APP_NOT_ALLOWED, "This session is for other apps.");
    }
    if (!account.status().isUsable()) {
      throw AccountTrouble.unavailable(account);
    }
    return view;
  }

  private static boolean mayUse(ConnectSession session, ConnectedAccount account) {
    AccountId only = session.request().account();
    return (only == null || only.equals(account.id()))
        && Optional.ofNullable(session.request().externalUserId())
            .map(user -> account.owner().admits(user))
            .orElse(false);
  }
}
