package org.connectedaccounts.domain.event;

import java.util.List;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.jspecify.annotations.Nullable;

/** What an event tells beside the account that it is about. */
public sealed interface EventDetails {

  /** OAuth scopes that an account was granted, and those that it has no longer. */
  record ScopeChange(List<String> added, List<String> removed) implements EventDetails {
    public ScopeChange {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /** Accounts of other users that are the same at the app; perhaps not all of them. */
  record SharedIdentity(List<AccountId> others) implements EventDetails {
    public SharedIdentity {
      others = List.copyOf(others);
    }
  }

  /**
   * Which link of which step.
   *
   * @param externalUserId for whose runs it was; null: for everybody's
   */
  record BrokenLink(StepRef step, String name, @Nullable String externalUserId)
      implements EventDetails {}

  /** An API key, and the one that it takes the place of. */
  record RotatedKey(ApiKeyId key, ApiKeyId former) implements EventDetails {}
}
