package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Who read which credential. Takes entries without waiting for the store, and writes them behind in
 * batches.
 */
public interface UsageJournal {

  /**
   * @param purpose what the caller gave as its reason, such as a run id
   */
  void credentialRead(WorkspaceId workspace, AccountId account, @Nullable String purpose);

  /** Writes what has gathered; called by a timer and at shutdown. */
  void flush();
}
