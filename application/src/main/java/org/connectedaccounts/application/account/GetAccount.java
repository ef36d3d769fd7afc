package org.connectedaccounts.application.account;

import org.connectedaccounts.application.account.AccountAccess.Reach;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.Caller;

/** One account. */
public final class GetAccount {

  private final AccountAccess access;
  private final AccountViews views;

  public GetAccount(AccountAccess access, AccountViews views) {
    this.access = access;
    this.views = views;
  }

  public record Command(Caller caller, AccountId account) {}

  public AccountView handle(Command command) {
    Reach reach = access.toRead(command.caller());
    AccountView view = views.require(reach.workspace(), command.account());
    if (!reach.sees(view.account())) {
      throw AccountViews.unknown();
    }
    return view;
  }
}
