package org.connectedaccounts.application.audit;

import java.time.Duration;
import org.connectedaccounts.application.port.AuditTrail;

/** Clears away what was kept long enough. */
public final class ForgetAudit {

  /** The store lets nothing go that is younger. */
  private static final Duration LEAST = Duration.ofDays(30);

  private static final int AT_ONCE = 1000;

  /** The rest waits for the next time: other things are to be cleared away as well. */
  private static final int BATCHES = 20;

  private final AuditTrail trail;
  private final Duration kept;

  public ForgetAudit(AuditTrail trail, Duration kept) {
    this.trail = trail;
    this.kept = kept.compareTo(LEAST) < 0 ? LEAST : kept;
  }

  public void handle() {
    int left = BATCHES;
    while (left > 0 && trail.removeOld(kept, AT_ONCE) == AT_ONCE) {
      left--;
    }
  }
}
