package org.connectedaccounts.application.workflow;

import java.util.List;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** The steps that use an account: of all users, so for keys alone. */
public final class ListAccountLinks {

  private final GetAccount accounts;
  private final StepLinks links;

  public ListAccountLinks(GetAccount accounts, StepLinks links) {
    this.accounts = accounts;
    this.links = links;
  }

  public record Command(Caller caller, AccountId account) {}

  public List<LinkView> handle(Command command) {
    command.caller().requireKey(Scope.ACCOUNTS_READ);
    AccountView view = accounts.handle(new GetAccount.Command(command.caller(), command.account()));
    return links.ofAccount(view.account().workspace(), view.account().id()).stream()
        .map(link -> LinkView.of(link, view))
        .toList();
  }
}
