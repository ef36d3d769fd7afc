package org.connectedaccounts.application.account;

import org.connectedaccounts.application.account.AccountAccess.Reach;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.workspace.Caller;

/** The accounts that a caller reaches, newest first. */
public final class ListAccounts {

  private final ConnectedAccounts accounts;
  private final AccountAccess access;
  private final AccountViews views;

  public ListAccounts(ConnectedAccounts accounts, AccountAccess access, AccountViews views) {
    this.accounts = accounts;
    this.access = access;
    this.views = views;
  }

  public record Command(Caller caller, Filter filter, PageRequest page) {}

  public Page<AccountView> handle(Command command) {
    Reach reach = access.toRead(command.caller());
    Filter asked = command.filter();
    reach.requireUser(asked.usableBy());
    var filter =
        new Filter(
            asked.app(),
            asked.externalUserId(),
            reach.user() == null ? asked.usableBy() : reach.user(),
            asked.status(),
            asked.text(),
            reach.apps(),
            reach.accounts());
    return accounts.list(reach.workspace(), filter, command.page()).map(views::of);
  }
}
