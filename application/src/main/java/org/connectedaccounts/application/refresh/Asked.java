package org.connectedaccounts.application.refresh;

import java.time.Instant;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.domain.account.ConnectedAccount;

/**
 * A refresh that the provider was asked for.
 *
 * @param now the store's time once the answer was there
 */
record Asked(PreparedRefresh refresh, Claimed claimed, Instant now) {

  ConnectedAccount account() {
    return refresh.account();
  }

  Attempt attempt() {
    return refresh.attempt();
  }

  /** A token's life counts from here at the latest. */
  Instant since() {
    return claimed.now();
  }
}
