package org.connectedaccounts.application.account;

import java.util.List;
import java.util.function.Consumer;
import org.connectedaccounts.application.account.AccountAccess.Reach;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.LinkedStep;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Removes an account that no step uses, or whose steps get another one, or by force. */
public final class RemoveAccount {

  private final ConnectedAccounts accounts;
  private final AccountAccess access;
  private final Removal removal;

  public RemoveAccount(ConnectedAccounts accounts, AccountAccess access, Removal removal) {
    this.accounts = accounts;
    this.access = access;
    this.removal = removal;
  }

  /**
   * @param replaceWith the account that the steps use from now on; it must be of the same app
   * @param force removes the links as well
   */
  public record Command(
      Caller caller,
      AccountId account,
      @Nullable AccountId replaceWith,
      boolean force,
      Expectation expected) {

    /** In whatever state it is. */
    public Command(
        Caller caller, AccountId account, @Nullable AccountId replaceWith, boolean force) {
      this(caller, account, replaceWith, force, Expectation.anything());
    }
  }

  public Removal.Removed handle(Command command) {
    Reach reach = access.toChange(command.caller());
    WithCredential found =
        accounts
            .findWithCredential(reach.workspace(), command.account())
            .orElseThrow(AccountViews::unknown);
    reach.requireChanges(found.account());
    return removal.remove(
        found,
        command.replaceWith(),
        new Removal.Permission(permission(command, found.account(), reach), command.expected()));
  }

  private Consumer<List<StepLink>> permission(
      Command command, ConnectedAccount account, Reach reach) {
    AccountId replacement = command.replaceWith();
    if (replacement != null && command.force()) {
      throw Refusal.invalid("?replace_with", "must not be given together with force");
    }
    if (replacement != null) {
      ConnectedAccount other = replacement(account, replacement, reach);
      return linked -> requireFitting(other, linked);
    }
    return command.force() ? _ -> {} : linked -> requireUnlinked(linked, reach);
  }

  /** What other users' workflows are called is theirs: of these a session learns the number. */
  private static void requireUnlinked(List<StepLink> used, Reach reach) {
    if (used.isEmpty()) {
      return;
    }
    List<LinkedStep> seen =
        used.stream()
            .filter(reach::sees)
            .map(
                link ->
                    new LinkedStep(
                        link.step().workflowId(), link.step().stepId(), link.name(), null))
            .toList();
    int others = used.size() - seen.size();
    throw Refusal.of(
        Code.ACCOUNT_LINKED,
        (others == 0 ? "Steps" : "Steps, " + others + " of them of other users,")
            + " use this account; pass replace_with=<account> or force=true.",
        new Evidence.Links(seen));
  }

  private ConnectedAccount replacement(
      ConnectedAccount account, AccountId replacement, Reach reach) {
    ConnectedAccount other =
        accounts
            .find(account.workspace(), replacement)
            .filter(reach::sees)
            .filter(candidate -> !candidate.id().equals(account.id()))
            .orElseThrow(() -> Refusal.invalid("?replace_with", "is no other account"));
    if (!other.app().equals(account.app())) {
      throw Refusal.invalid("?replace_with", "is an account of another app");
    }
    if (!other.origin().method().equals(account.origin().method())) {
      throw Refusal.invalid(
          "?replace_with", "is connected in another way: the steps would not find their names");
    }
    return other;
  }

  private static void requireFitting(ConnectedAccount other, List<StepLink> linked) {
    boolean fits =
        linked.stream()
            .map(StepLink::externalUserId)
            .allMatch(user -> user == null || other.owner().admits(user));
    if (!fits) {
      throw Refusal.invalid("?replace_with", "is private to another user than those of the links");
    }
  }
}
