package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Accounts that are to be seen to without anybody asking, shared by all replicas. Each call is
 * atomic by itself, needs no unit of work, and goes by the store's clock.
 */
public interface DueAccounts {

  /**
   * @param after when its call may begin, from now: each is given a moment of its own, over all
   *     replicas
   */
  record Due(WorkspaceId workspace, AccountId account, Duration after) {}

  /** Clients with accounts that are due and may be called. */
  List<OAuthClientId> clients();

  /**
   * Takes due accounts of the client that do not rest, the longest due first, and no more than the
   * rate allows over all replicas. They become due again after {@code again}, in case nobody sees
   * to them.
   *
   * @param limit how many at most, up to a hundred
   * @param perSecond calls a second, never more of them in any second; what was not used is lost,
   *     and no more is given away than the second to come has room for
   */
  List<Due> take(OAuthClientId client, int limit, double perSecond, Duration again);

  /**
   * Takes over attempts that are open and over, since their holder is gone, and makes their
   * accounts due before all others, for their refresh token may work for a short while only.
   */
  int wakeAbandoned(RefreshAttempts.Lease lease);

  /**
   * Tells of accounts whose grant ends within {@code ahead}, once each; answers how many. Takes an
   * id of {@code ids} for each event, and no more accounts than there are ids.
   */
  int announceDeaths(Duration ahead, List<EventId> ids);
}
