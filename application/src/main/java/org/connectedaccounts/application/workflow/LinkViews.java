package org.connectedaccounts.application.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Shows links with their accounts, all accounts by one query. */
public final class LinkViews {

  private final ConnectedAccounts accounts;
  private final AccountViews views;

  public LinkViews(ConnectedAccounts accounts, AccountViews views) {
    this.accounts = accounts;
    this.views = views;
  }

  List<LinkView> of(WorkspaceId workspace, List<StepLink> links) {
    var ids = links.stream().map(StepLink::account).collect(Collectors.toSet());
    Map<AccountId, AccountView> known =
        accounts.findListed(workspace, ids).stream()
            .map(views::of)
            .collect(Collectors.toMap(view -> view.account().id(), Function.identity()));
    var shown = new ArrayList<LinkView>();
    for (StepLink link : links) {
      AccountView account = known.get(link.account());
      // A link whose account went between the two reads is going as well.
      if (account != null) {
        shown.add(LinkView.of(link, account));
      }
    }
    return shown;
  }
}
