package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.connectedaccounts.harness.history.Timing;

/**
 * The times of the refresh protocol in one run: as in production, or short enough to wait for.
 *
 * @param aheadPerSecond refreshes that nobody asked for, for one client; 0 for none at all
 */
record Pace(
    Duration lease,
    Duration exchangeDeadline,
    Duration patience,
    Duration confirmAfter,
    int aheadPerSecond) {
  private static final int USUAL = 50;

  static final Pace PRODUCTION =
      new Pace(
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          0);

  static final Pace QUICK =
      new Pace(
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          USUAL);

  Pace confirmingAfter(Duration wait) {
    return new Pace(lease, exchangeDeadline, patience, wait, aheadPerSecond);
  }

  Pace aheadAt(int perSecond) {
    return new Pace(lease, exchangeDeadline, patience, confirmAfter, perSecond);
  }

  Timing timing() {
    return Timing.of(lease, exchangeDeadline, confirmAfter);
  }

  Duration takeOver() {
    return exchangeDeadline.plus(lease);
  }

  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>();
    all.put("connected-accounts.refresh.lease", lease.toString());
    all.put("connected-accounts.refresh.exchange-deadline", exchangeDeadline.toString());
    all.put("connected-accounts.refresh.patience", patience.toString());
    all.put("connected-accounts.refresh.confirm-after", confirmAfter.toString());
    all.put("connected-accounts.refresh.ahead.enabled", Boolean.toString(aheadPerSecond > 0));
    if (aheadPerSecond > 0) {
      all.put("connected-accounts.refresh.ahead.rate", Integer.toString(aheadPerSecond));
    }
    return all;
  }
}
