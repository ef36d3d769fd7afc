package org.connectedaccounts.application.account;

import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Listed;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Shows accounts. */
public final class AccountViews {

  private final ConnectedAccounts accounts;
  private final AppCatalogue catalogue;

  public AccountViews(ConnectedAccounts accounts, AppCatalogue catalogue) {
    this.accounts = accounts;
    this.catalogue = catalogue;
  }

  public AccountView require(WorkspaceId workspace, AccountId id) {
    return accounts.findListed(workspace, id).map(this::of).orElseThrow(AccountViews::unknown);
  }

  public AccountView of(Listed listed) {
    return new AccountView(
        listed.account(),
        catalogue.made(listed.account().origin().definition()),
        listed.workflowCount(),
        listed.neededScopes());
  }

  public static Refusal unknown() {
    return Refusal.of(Code.ACCOUNT_NOT_FOUND, "There is no such account.");
  }
}
