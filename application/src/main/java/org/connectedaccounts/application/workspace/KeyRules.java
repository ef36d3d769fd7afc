package org.connectedaccounts.application.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** What must hold of a key before it is made. */
public final class KeyRules {

  private final ConnectedAccounts accounts;

  public KeyRules(ConnectedAccounts accounts) {
    this.accounts = accounts;
  }

  /** Nobody can make a key that can do more than itself. */
  static void requireOwn(Caller caller, Set<Scope> scopes) {
    if (!caller.scopes().containsAll(scopes)) {
      throw Refusal.of(
          Code.SCOPE_MISSING, "Nobody can make a key with scopes that it lacks itself.");
    }
  }

  /** Limits that a key could not keep, or that mean nothing here, are refused. */
  void check(WorkspaceId workspace, Set<Scope> scopes, KeyLimits limits) {
    if (limits.isNone()) {
      return;
    }
    List<Fault> faults = new ArrayList<>();
    Set<Scope> tooMuch = EnumSet.noneOf(Scope.class);
    tooMuch.addAll(scopes);
    tooMuch.removeAll(KeyLimits.SCOPES);
    tooMuch.forEach(
        scope ->
            faults.add(
                new Fault("/scopes", scope.text() + " reaches further than limits can hold")));
    if (isUnknown(workspace, limits.accounts())) {
      faults.add(new Fault("/limits/account_ids", "names an account that there is not"));
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  private boolean isUnknown(WorkspaceId workspace, Collection<UUID> ids) {
    return ids.stream().anyMatch(id -> accounts.find(workspace, new AccountId(id)).isEmpty());
  }
}
