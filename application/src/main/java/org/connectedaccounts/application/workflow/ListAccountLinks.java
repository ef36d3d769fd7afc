package org.connectedaccounts.application.workflow;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.connectedaccounts.application.account.AccountAccess;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.Workflow;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The steps that use an account: of all users for a key, else of the session's and of all. */
public final class ListAccountLinks {

  private final GetAccount accounts;
  private final AccountAccess access;
  private final StepLinks links;

  public ListAccountLinks(GetAccount accounts, AccountAccess access, StepLinks links) {
    this.accounts = accounts;
    this.access = access;
    this.links = links;
  }

  public record Command(Caller caller, AccountId account) {}

  public List<LinkView> handle(Command command) {
    String user = access.userOfLinks(command.caller());
    AccountView view = accounts.handle(new GetAccount.Command(command.caller(), command.account()));
    WorkspaceId workspace = view.account().workspace();
    List<StepLink> seen =
        links.ofAccount(workspace, view.account().id()).stream()
            .filter(link -> isSeenBy(user, link))
            .toList();
    Map<String, Workflow> workflows =
        links
            .findWorkflows(
                workspace, seen.stream().map(link -> link.step().workflowId()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Workflow::id, Function.identity()));
    return seen.stream()
        .map(link -> LinkView.of(link, view, workflows.get(link.step().workflowId())))
        .toList();
  }

  private static boolean isSeenBy(@Nullable String user, StepLink link) {
    return user == null || link.externalUserId() == null || user.equals(link.externalUserId());
  }
}
