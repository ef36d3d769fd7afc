package org.connectedaccounts.application.refresh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.connectedaccounts.domain.client.OAuthClientId;

/** So many at once for each client; those that nobody is busy with are forgotten. */
final class Turns {

  private final int atOnce;
  private final Map<OAuthClientId, Turn> turns = new ConcurrentHashMap<>();

  Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * @param users who has one, or waits for one
   */
  private record Turn(Semaphore free, int users) {}

  /** The client's, until {@link #leave}. */
  Semaphore enter(OAuthClientId client) {
    return turns
        .compute(
            client,
            (_, turn) ->
                turn == null
                    ? new Turn(new Semaphore(atOnce), 1)
                    : new Turn(turn.free(), turn.users() + 1))
        .free();
  }

  void leave(OAuthClientId client) {
    turns.computeIfPresent(
        client, (_, turn) -> turn.users() == 1 ? null : new Turn(turn.free(), turn.users() - 1));
  }
}
