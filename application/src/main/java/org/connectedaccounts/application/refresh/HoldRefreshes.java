package org.connectedaccounts.application.refresh;

import java.util.List;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;

/** The heartbeat of this replica: slow is not dead, so others must not take its refreshes over. */
public final class HoldRefreshes {

  private final RefreshAttempts attempts;
  private final RunningExchanges running;
  private final RefreshTimings timings;

  public HoldRefreshes(RefreshAttempts attempts, RunningExchanges running, RefreshTimings timings) {
    this.attempts = attempts;
    this.running = running;
    this.timings = timings;
  }

  public void handle() {
    List<Attempt> held = running.all();
    if (!held.isEmpty()) {
      attempts.extend(held, timings.leases());
    }
  }
}
