package org.connectedaccounts.application.webhook;

import java.time.Duration;
import org.connectedaccounts.application.port.WebhookDeliveries;

/** Clears away deliveries that arrived a week ago. */
public final class ForgetDelivered {

  private static final Duration KEPT = Duration.ofDays(7);
  private static final int AT_ONCE = 1000;

  /** The rest waits for the next time: other things are to be cleared away as well. */
  private static final int BATCHES = 20;

  private final WebhookDeliveries deliveries;

  public ForgetDelivered(WebhookDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  public void handle() {
    int left = BATCHES;
    while (left > 0 && deliveries.removeDelivered(KEPT, AT_ONCE) == AT_ONCE) {
      left--;
    }
  }
}
