package org.connectedaccounts.application.refresh;

import java.time.Duration;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;

/** What became of a refresh. */
public sealed interface Result {

  /** There is a newer generation: this one. */
  record Refreshed(WithCredential current) implements Result {}

  /** Only a reconnect helps; the account says why. */
  record Dead(ConnectedAccount account) implements Result {}

  /** The account was removed meanwhile. */
  record Gone() implements Result {}

  /**
   * Not now, and nothing is lost.
   *
   * @param retryAfter when to try again at the earliest
   */
  record Later(Reason reason, Duration retryAfter) implements Result {}
}
