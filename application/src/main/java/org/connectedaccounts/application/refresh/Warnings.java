package org.connectedaccounts.application.refresh;

import org.connectedaccounts.domain.account.ConnectedAccount;
import org.jspecify.annotations.Nullable;

/** Tells the operator what went wrong where nobody waits for an answer. */
@FunctionalInterface
public interface Warnings {

  /**
   * @param what happened, in words without any secret
   */
  void warn(ConnectedAccount account, String what, @Nullable Throwable cause);
}
