package org.connectedaccounts.application.refresh;

import java.time.Duration;

/** Before a stop: a refresh that is under way ends as it should. */
public final class DrainRefreshes {

  private final RunningExchanges running;

  public DrainRefreshes(RunningExchanges running) {
    this.running = running;
  }

  /** How many are left when the patience is over; they are settled by others. */
  public int handle(Duration patience) {
    return running.drain(patience);
  }
}
