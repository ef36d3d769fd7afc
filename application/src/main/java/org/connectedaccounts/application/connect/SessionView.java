package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is shown.
 *
 * @param expired by the store's clock, before it was completed
 * @param account once completed, if it is still there
 * @param handle only in the answer to a key form: whoever typed the keys may hand them over
 */
public record SessionView(
    ConnectSession session,
    boolean expired,
    @Nullable AccountView account,
    @Nullable Secret handle) {

  public static SessionView of(ConnectSession session) {
    return new SessionView(session, false, null, null);
  }

  /** The word for its state in the contract. */
  public String status() {
    return expired && !(session.progress() instanceof Completed)
        ? "expired"
        : session.progress().text();
  }
}
